#ifndef REVERIE_CZLIB_SHIM_H
#define REVERIE_CZLIB_SHIM_H

#include <zlib.h>

#endif
