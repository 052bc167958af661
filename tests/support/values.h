/* Columns for tests, written as their values. */
#ifndef DATAJAM_TESTS_VALUES_H
#define DATAJAM_TESTS_VALUES_H

#include "core/frame/column.h"

struct value value_none(void);
struct value value_whole(int64_t integer);
struct value value_real(double decimal);
struct value value_word(const char *text);

/* A column of values written with commas between them: a number in a number column, text
 * elsewhere; nothing is an empty cell. Fails the test when it can't be made. */
struct frame_column *column_written(enum column_type type, const char *values);

#endif
