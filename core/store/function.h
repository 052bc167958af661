/*
 * Functions for SQL beyond SQLite's own, written over values: what calls them, how they give
 * their result, and how they are made known to a connection. What they compute is their
 * owner's (core/service/sql_functions.c).
 */
#ifndef DATAJAM_STORE_FUNCTION_H
#define DATAJAM_STORE_FUNCTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/span.h"
#include "core/base/value.h"
#include "core/store/db.h"

struct function_call;

enum { FUNCTION_ARGUMENTS = 4 };

/* Texts of arguments are valid UTF-8 and live during the call. Gives nothing: the result is
 * empty (NULL). */
typedef void scalar_fn(struct function_call *call, const struct value *args, size_t count);

/* The same for aggregates: step is called for each row with memory of the size named below,
 * zeroed at first; end gives the result and frees what the memory holds, also after an error. */
typedef void step_fn(struct function_call *call, void *memory, const struct value *args,
                     size_t count);
typedef void end_fn(struct function_call *call, void *memory);

struct function {
    const char *name;
    size_t least, most; /* arguments, at most FUNCTION_ARGUMENTS */
    scalar_fn *scalar;  /* or the two below */
    step_fn *step;
    end_fn *end;
    size_t size; /* bytes of an aggregate's memory */
};

/* Makes them known; the table must stay as it is. */
enum status functions_add(struct db *db, const struct function *functions, size_t count,
                          struct error *err);

/* ---- for functions ---- */

void function_give_integer(struct function_call *call, int64_t number);
void function_give_decimal(struct function_call *call, double number);
void function_give_text(struct function_call *call, struct span text); /* copied */
void function_give_value(struct function_call *call, const struct value *value);

/* Ends the statement with words for a person. */
void function_fail(struct function_call *call, const char *words);

/* What was kept with argument number `argument` while its value is the same through a
 * statement: a compiled pattern. NULL: nothing. Keeping hands it over; release frees it, perhaps
 * at once: ask for it again afterwards. */
void *function_kept(struct function_call *call, size_t argument);
void function_keep(struct function_call *call, size_t argument, void *thing,
                   void (*release)(void *thing));

#endif
