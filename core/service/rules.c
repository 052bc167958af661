/* Finding and reading the rules. Changing them is in rules_set.c, since only facilitators do. */
#include "core/service/rules.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/masking.h"
#include "core/base/arena.h"
#include "core/base/file.h"
#include "core/store/meta.h"

enum { UP_MOST = 8 };

_Static_assert((int)RULES_MINIMUM == (int)MASK_MINIMUM, "one default for both");

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

enum status rules_load(const char *jam, struct rules *out, struct error *err)
{
    struct buffer bytes = {0};
    char *path = file_join(jam, "rules");
    enum status status = path ? file_read(path, RULES_MOST, &bytes, err) : no_memory(err);
    if (status == STATUS_OK && !rules_read(buffer_span(&bytes), out))
        status =
            error_set(err, STATUS_DAMAGED, TEXT_RULES_TORN, TEXT_VALUES(text_string("file", path)));
    else if (status == STATUS_NOT_FOUND)
        error_set(err, status, TEXT_RULES_MISSING, TEXT_VALUES(text_string("file", path)));
    buffer_free(&bytes);
    free(path);
    return status;
}

/* ---- the jam around ---- */

static bool has(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    bool there = path && file_exists(path);
    free(path);
    return there;
}

/* The path without links, as far as it can be followed; newly allocated. */
static char *reachable_part(const char *path)
{
    char *part = strdup(path), *real = part ? realpath(part, NULL) : NULL;
    for (char *slash; part && !real && (slash = strrchr(part, '/')) && slash > part;) {
        *slash = '\0';
        real = realpath(part, NULL);
    }
    free(part);
    return real ? real : realpath(*path == '/' ? "/" : ".", NULL);
}

char *rules_jam_around(const char *path)
{
    char *folder = reachable_part(path);
    for (int up = 0; folder && up < UP_MOST; up++) {
        if (has(folder, "jam.db") && has(folder, "topics"))
            return folder;
        char *slash = strrchr(folder, '/');
        if (!slash || slash == folder)
            break;
        *slash = '\0';
    }
    free(folder);
    return NULL;
}

void rules_of_path(const char *path, struct rules *out, bool *inside)
{
    char *jam = rules_jam_around(path);
    rules_begin(out);
    *inside = jam != NULL;
    enum status status = jam ? rules_load(jam, out, NULL) : STATUS_NOT_FOUND;
    if (jam && status != STATUS_OK) /* what is missing closes no folder, but lets nothing out */
        *out = (struct rules){
            .minimum = RULES_MINIMUM, .exports = false, .closed = status != STATUS_NOT_FOUND};
    free(jam);
}

/* ---- the copy in a team file ---- */

static enum status read_copy(struct db *db, struct rules *out, struct error *err)
{
    struct arena *arena = arena_new();
    const char *minimum = "", *exports = "";
    char *end = NULL;
    rules_begin(out);
    enum status status = arena ? meta_get(db, arena, META_MINIMUM, &minimum, err) : no_memory(err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_EXPORTS, &exports, err);
    long long said = *minimum ? strtoll(minimum, &end, 10) : 0;
    if (end && *end == '\0' && said >= 1)
        out->minimum = said; /* what can't be understood hides as usual */
    out->exports = strcmp(exports, "no") != 0;
    arena_free(arena);
    return status;
}

enum status rules_of(struct db *db, struct rules *out, struct error *err)
{
    enum status status = read_copy(db, out, err);
    char *jam = status == STATUS_OK && *db_path(db) ? rules_jam_around(db_path(db)) : NULL;
    if (jam)
        rules_load(jam, out, NULL); /* what can't be read leaves the copy */
    free(jam);
    return status;
}

enum status rules_keep(struct db *db, const struct rules *rules, struct error *err)
{
    struct rules now;
    char minimum[24];
    enum status status = read_copy(db, &now, err);
    if (status != STATUS_OK || (now.minimum == rules->minimum && now.exports == rules->exports))
        return status;
    snprintf(minimum, sizeof minimum, "%" PRId64, rules->minimum);
    status = db_begin(db, err);
    if (status != STATUS_OK)
        return status;
    status = meta_set(db, META_MINIMUM, minimum, err);
    if (status == STATUS_OK)
        status = meta_set(db, META_EXPORTS, rules->exports ? "yes" : "no", err);
    if (status == STATUS_OK)
        return db_commit(db, err);
    db_rollback(db);
    return status;
}
