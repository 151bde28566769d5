#pragma once

// ldns makes the words bool, true and false macros of C's where stdbool.h was not seen before, and a `false`
// that is the number 0 then reaches whatever is compiled behind it: a JSON value of another kind. So the
// order is the point.
// clang-format off
#include <stdbool.h>  // NOLINT(modernize-deprecated-headers)
#include <ldns/ldns.h>
// clang-format on

#ifdef false
#error "ldns has made false a macro"
#endif
