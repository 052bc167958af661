/* Which name a new dataset may have: apart from the register, since views, indexes and tables of
 * other tools take names, too. */
#include "core/store/dataset.h"

#include <strings.h>

#include "core/store/db_internal.h"

enum { TRIES = 1000 };

static enum status is_taken(struct statement *look, const char *name, bool *taken,
                            struct error *err)
{
    statement_bind_text(look, name);
    enum status status = statement_step(look, taken, err);
    statement_reset(look);
    return status;
}

enum status dataset_free_name(struct db *db, struct arena *arena, const char *name,
                              const char **out, struct error *err)
{
    struct statement look;
    bool taken = true;
    enum status status =
        statement_open(&look, db, "SELECT 1 FROM sqlite_schema WHERE name = ? COLLATE NOCASE", err);
    const char *tried = arena_string(arena, name);
    for (int n = 2; status == STATUS_OK && tried && n < TRIES; n++) {
        status = is_taken(&look, tried, &taken, err);
        if (!taken)
            break;
        tried = arena_printf(arena, "%s_%d", name, n);
    }
    statement_close(&look);
    *out = tried;
    return tried || status != STATUS_OK ? status
                                        : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}
