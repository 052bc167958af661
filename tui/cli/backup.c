/* The verb `backup`: a copy of a team file or a jam file. */
#include <stdlib.h>
#include <string.h>

#include "core/service/backup.h"
#include "core/service/open.h"
#include "core/service/release.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "output", .letter = 'o', .place = "FILE", .help = TEXT_CLI_BACKUP_OUTPUT},
    {.name = NULL},
};

static enum status open_file(const char *path, bool elsewhere, struct db **out, struct error *err)
{
    enum file_kind kind;
    enum status status = kind_of_file(path, &kind, err);
    if (status != STATUS_OK)
        return status;
    if (kind != FILE_TEAM && kind != FILE_JAM)
        return error_set_at(
            err, STATUS_WRONG_KIND, path, 0, 0, TEXT_BACKUP_WRONG_KIND,
            TEXT_VALUES(text_string("file", path), text_string("kind", kind_name(kind))));
    status = db_open(out, path, kind == FILE_TEAM ? DB_TEAM : DB_JAM, DB_READ, err);
    if (status == STATUS_OK && elsewhere && kind == FILE_TEAM) /* it would be all of it */
        status = release_allowed(*out, err);
    return status;
}

static int run(struct cli *cli)
{
    struct error err = {0};
    struct db *db = NULL;
    char *path = NULL, *made = NULL;
    const char *target = cli_value(cli, "output");
    enum status status = source_resolve(cli_operand(cli, 0), &path, &err);
    if (status == STATUS_OK)
        status = open_file(path, target != NULL, &db, &err);
    if (status == STATUS_OK)
        status = target ? backup_file(db, target, NULL, &err)
                        : backup_beside(db, NULL, NULL, &made, &err);
    if (status == STATUS_OK)
        cli_print(cli, TEXT_CLI_BACKUP_MADE,
                  TEXT_VALUES(text_string("file", target ? target : made)));
    db_close(db);
    free(made);
    free(path);
    return cli_rows_done(cli, status, &err);
}

const struct verb verb_backup = {
    .name = "backup",
    .operands = "PATH",
    .summary = TEXT_CLI_BACKUP_SUMMARY,
    .examples = TEXT_CLI_BACKUP_EXAMPLES,
    .more = TEXT_CLI_BACKUP_MORE,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
