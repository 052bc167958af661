/* For the recipe_sql*.c of core/service only. */
#ifndef DATAJAM_SERVICE_RECIPE_SQL_INTERNAL_H
#define DATAJAM_SERVICE_RECIPE_SQL_INTERNAL_H

#include "core/service/recipe_sql.h"

#define IS_NUMBER "IN ('integer', 'real')"

/* A recipe that is being said. */
struct say {
    struct buffer *out;
    const struct recipe *recipe;
    const struct recipe_sql_column *columns;
    struct buffer a, b; /* parts that are said more than once */
};

/* Adds a number as a decimal: 12.0 */
void recipe_sql_number(struct buffer *out, double number);

/* Kinds that are worked out in steps. */
void recipe_say_date_part(struct say *say);
void recipe_say_between(struct say *say);
void recipe_say_calculate(struct say *say);
void recipe_say_postcode(struct say *say);

#endif
