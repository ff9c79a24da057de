// The module's umbrella: every header of this folder, so that a build sees when one is added.
#ifndef ASSAY_CVECTOR_KERNELS_H
#define ASSAY_CVECTOR_KERNELS_H

#include "cvk_float.h"
#include "cvk_integer.h"
#include "cvk_level.h"

#endif
