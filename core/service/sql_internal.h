/* For sql_*.c only: the functions by what they work on. */
#ifndef DATAJAM_SERVICE_SQL_INTERNAL_H
#define DATAJAM_SERVICE_SQL_INTERNAL_H

#include <stddef.h>

#include "core/store/function.h"

extern const struct function sql_text_functions[];
extern const size_t sql_text_function_count;
extern const struct function sql_date_functions[];
extern const size_t sql_date_function_count;
extern const struct function sql_number_functions[];
extern const size_t sql_number_function_count;

/* An argument as text: numbers as they are written, into scratch (VALUE_NUMBER_SIZE). */
static inline struct span sql_text(const struct value *value, char *scratch)
{
    return value_text(value, scratch);
}

#endif
