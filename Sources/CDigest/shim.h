#ifndef REVERIE_CDIGEST_SHIM_H
#define REVERIE_CDIGEST_SHIM_H

#include <mbedtls/sha256.h>

#endif
