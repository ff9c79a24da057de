#include "cvector_kernels.h"
