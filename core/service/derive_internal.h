/* For the derive*.c of core/service only: a change of derived columns under way. */
#ifndef DATAJAM_SERVICE_DERIVE_INTERNAL_H
#define DATAJAM_SERVICE_DERIVE_INTERNAL_H

#include "core/service/derive.h"
#include "core/store/derived.h"

/* All that stands in the arena and the dataset is as the transaction found it. */
struct making {
    struct db *db;
    struct arena *arena;
    struct dataset_info dataset;
    const char *by;
    const char *was; /* recipe of the column that changes, where the dataset has its new one
                        already; else NULL */
};

/* Begins the transaction; making_end commits it, or rolls it back when status is not OK.
 * Both are to be called, whatever comes between. */
enum status making_begin(struct making *making, struct db *db, int64_t dataset, const char *by,
                         struct error *err);
enum status making_end(struct making *making, enum status status, struct error *err);

/* ---- columns ---- */

bool making_find(const struct dataset_info *dataset, int64_t id, size_t *position);

/* The recipe of a column; false: it has none, or one that can't be read. */
bool making_recipe(const struct making *making, const struct column_info *column,
                   struct recipe *out);
bool making_has_sources(const struct dataset_info *dataset, const struct recipe *recipe);

/* The name can be had; but: the column that may have it already. */
enum status making_check_name(const struct making *making, const char *name, int64_t but,
                              struct error *err);

/* ---- expressions ---- */

/* The expression of a recipe, over names or over what stands behind them; NULL: it is too
 * long, or no memory. */
const char *making_express(const struct making *making, const struct recipe *recipe, bool expanded);

/* All that the store needs to know of a column. */
enum status making_describe(const struct making *making, const struct recipe *recipe,
                            const char *name, int64_t id, struct derived_column *out,
                            struct error *err);

/* A column as it is now, with another expression. */
struct derived_column making_as_it_is(const struct making *making, size_t position,
                                      const char *sql);

/* ---- what depends on a column ---- */

/* Positions of columns; each stands behind those that it is made of. */
struct followers {
    size_t *positions;
    size_t count;
};

bool followers_have(const struct followers *followers, size_t position);

/* It is made of one of them. Columns that stand alone follow nobody. */
bool making_follows(const struct making *making, const struct followers *followers,
                    size_t position);

/* The column itself first, then all that follow it. */
enum status making_followers(const struct making *making, size_t position, struct followers *out,
                             struct error *err);

/* ---- bands and groups that get other names ---- */

struct renames {
    const char **was, **now;
    size_t count;
};

/* What is called otherwise by a recipe that differs from another one in names; none, where it
 * differs in more. The JSON of both. */
enum status making_renames(const struct making *making, const char *was, const char *now,
                           struct renames *out, struct error *err);

/* Those names in a recipe that is made of the column. */
enum status making_rename(const struct making *making, const struct renames *renames,
                          struct recipe *recipe, struct error *err);

/* ---- steps of a change, without its entry in the log ---- */

enum status making_add(struct making *making, const char *name, const struct recipe *recipe,
                       int64_t id, struct derived_column *out, struct error *err);
enum status making_drop(struct making *making, size_t position, struct error *err);
/* name or recipe NULL: as it was; *out is what the column becomes. */
enum status making_change(struct making *making, size_t position, const char *name,
                          const struct recipe *recipe, struct derived_column *out,
                          struct error *err);

/* ---- values of the data ---- */

/* All different values of a column but empty cells, as texts in arena; *count is
 * DERIVE_VALUES_MAX where there are that many or more, and then the list is of no use. */
enum { DERIVE_VALUES_MAX = 200000 };
enum status derive_list_values(struct frame_use *use, int64_t id, struct arena *arena,
                               struct span **out, size_t *count, struct error *err);

/* ---- the log ---- */

/* Notes what became of a column: before and after are NULL where there was none, or is none
 * any more. undone (may be NULL): the entry that this takes back. */
enum status making_note(const struct making *making, const char *action, int64_t column,
                        const struct column_info *before, const struct derived_column *after,
                        const char *undone, struct derive_done *done, struct error *err);

#endif
