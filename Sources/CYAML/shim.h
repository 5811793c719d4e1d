#ifndef REVERIE_CYAML_SHIM_H
#define REVERIE_CYAML_SHIM_H

#include <yaml.h>

#endif
