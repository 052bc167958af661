/* cmocka with what it needs, in the order it needs. */
#ifndef DATAJAM_TESTS_CHECK_H
#define DATAJAM_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
