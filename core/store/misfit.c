/* Counts of misfits; the rows themselves are read in rows.c. */
#include "core/store/misfit.h"

#include "core/store/db_internal.h"

/* Every row brings the totals along: what comes after the last one shown is counted, too. */
static const char sql[] =
    "SELECT text, count(*), count(*) OVER (), sum(count(*)) OVER () FROM dj_misfit "
    "WHERE dataset = ? AND \"column\" = ? GROUP BY text ORDER BY 2 DESC, 1 LIMIT ?";

enum status misfit_count(struct db *db, struct arena *arena, int64_t dataset, int64_t column,
                         size_t limit, struct misfit_count **out, size_t *count, int64_t *texts,
                         int64_t *rows, struct error *err)
{
    struct statement statement = {0};
    struct misfit_count *list = arena_array(arena, limit, sizeof *list);
    bool row = true;
    *count = 0;
    *texts = *rows = 0;
    *out = list;
    if (!list)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status = statement_open(&statement, db, sql, err);
    if (status == STATUS_OK) {
        statement_bind_integer(&statement, dataset);
        statement_bind_integer(&statement, column);
        statement_bind_integer(&statement, (int64_t)limit);
    }
    while (status == STATUS_OK && row && *count < limit) {
        status = statement_step(&statement, &row, err);
        if (status != STATUS_OK || !row)
            break;
        const char *text = statement_string(&statement, 0, arena);
        if (!text)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
        list[*count] = (struct misfit_count){span_string(text), statement_integer(&statement, 1)};
        *texts = statement_integer(&statement, 2);
        *rows = statement_integer(&statement, 3);
        ++*count;
    }
    statement_close(&statement);
    return status;
}
