/* The table of all functions with their words. What they do is in sql_texts.c, sql_dates.c and
 * sql_numbers.c. */
#include "core/service/sql_functions.h"

#include "core/service/sql_internal.h"

static const struct sql_function_help help[] = {
    {"text REGEXP pattern", TEXT_SQL_HELP_REGEXP},
    {"regexp_extract(text, pattern, group)", TEXT_SQL_HELP_EXTRACT},
    {"regexp_replace(text, pattern, replacement)", TEXT_SQL_HELP_REPLACE},
    {"median(number)", TEXT_SQL_HELP_MEDIAN},
    {"percentile(number, percent)", TEXT_SQL_HELP_PERCENTILE},
    {"stddev(number)", TEXT_SQL_HELP_STDDEV},
    {"fold(text)", TEXT_SQL_HELP_FOLD},
    {"fingerprint(text)", TEXT_SQL_HELP_FINGERPRINT},
    {"sort_key(text)", TEXT_SQL_HELP_SORT_KEY},
    {"levenshtein(text, text)", TEXT_SQL_HELP_LEVENSHTEIN},
    {"age(born, on)", TEXT_SQL_HELP_AGE},
    {"month(date)", TEXT_SQL_HELP_MONTH},
    {"quarter(date)", TEXT_SQL_HELP_QUARTER},
    {"date_parse(text, format)", TEXT_SQL_HELP_DATE_PARSE},
};

const struct sql_function_help *sql_functions_help(size_t *count)
{
    *count = sizeof help / sizeof *help;
    return help;
}

enum status sql_functions_add(struct db *db, struct error *err)
{
    const struct {
        const struct function *functions;
        size_t count;
    } tables[] = {{sql_text_functions, sql_text_function_count},
                  {sql_date_functions, sql_date_function_count},
                  {sql_number_functions, sql_number_function_count}};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == STATUS_OK; i++)
        status = functions_add(db, tables[i].functions, tables[i].count, err);
    return status;
}
