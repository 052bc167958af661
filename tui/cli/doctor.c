/* The verb `doctor`: findings one a line, repairs, and the rescue of what can be read. */
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/service/backup.h"
#include "core/service/doctor.h"
#include "core/service/open.h"
#include "tui/cli/rows_out.h"
#include "tui/cli/verbs.h"

static const struct cli_option options[] = {
    {.name = "repair", .help = TEXT_CLI_DOCTOR_REPAIR},
    {.name = "rescue", .help = TEXT_CLI_DOCTOR_RESCUE},
    {.name = "output", .letter = 'o', .place = "FILE", .help = TEXT_CLI_DOCTOR_OUTPUT},
    {.name = NULL},
};

/* ---- looking ---- */

static size_t print_findings(struct cli *cli, const struct doctor *doctor)
{
    static const enum text_id levels[] = {[FINDING_GOOD] = TEXT_DOCTOR_GOOD,
                                          [FINDING_NOTE] = TEXT_DOCTOR_NOTE,
                                          [FINDING_WARNING] = TEXT_DOCTOR_WARNING,
                                          [FINDING_DAMAGE] = TEXT_DOCTOR_DAMAGE,
                                          [FINDING_WRONG] = TEXT_DOCTOR_WRONG};
    size_t count, repairs = 0;
    const struct finding *findings = doctor_findings(doctor, &count);
    for (size_t i = 0; i < count; i++) {
        cli_print(cli, TEXT_DOCTOR_LINE,
                  TEXT_VALUES(text_string("level", text_get(levels[findings[i].level])),
                              text_string("words", findings[i].words)));
        if (findings[i].repair)
            cli_print(cli, TEXT_DOCTOR_REPAIR_LINE,
                      TEXT_VALUES(text_string("words", findings[i].repair)));
        repairs += findings[i].repair != NULL;
    }
    return repairs;
}

/* ---- repairing ---- */

static enum status repair_all(struct cli *cli, struct doctor *doctor, struct error *err)
{
    const char *copy = "";
    size_t count;
    const struct finding *findings = doctor_findings(doctor, &count);
    enum status status = doctor_copy_first(doctor, &copy, err);
    if (status == STATUS_OK && *copy)
        cli_print(cli, TEXT_CLI_DOCTOR_COPIED, TEXT_VALUES(text_string("file", copy)));
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (!findings[i].repair)
            continue;
        status = doctor_repair(doctor, i, err);
        if (status == STATUS_OK)
            cli_print(cli, TEXT_CLI_DOCTOR_REPAIRED,
                      TEXT_VALUES(text_string("words", findings[i].words)));
    }
    return status;
}

/* What is left afterwards decides how it ends. */
static enum status repair(struct cli *cli, struct doctor **doctor, size_t repairs,
                          struct error *err)
{
    if (repairs == 0) {
        cli_print(cli, TEXT_CLI_DOCTOR_NOTHING, NULL);
        return STATUS_OK;
    }
    enum status status = repair_all(cli, *doctor, err);
    if (status != STATUS_OK)
        return status;
    doctor_free(*doctor);
    return doctor_look(doctor, cli_operand(cli, 0), err);
}

static int look(struct cli *cli)
{
    struct error err = {0};
    struct doctor *doctor = NULL;
    enum status status = doctor_look(&doctor, cli_operand(cli, 0), &err);
    if (status != STATUS_OK)
        return cli_rows_done(cli, status, &err);
    size_t repairs = print_findings(cli, doctor);
    if (cli_has(cli, "repair"))
        status = repair(cli, &doctor, repairs, &err);
    bool damaged = doctor && doctor_found(doctor, FINDING_DAMAGE);
    bool bad = damaged || (doctor && doctor_found(doctor, FINDING_WRONG));
    const struct text_value file = text_string("file", cli_operand(cli, 0));
    if (status == STATUS_OK && repairs > 0 && !cli_has(cli, "repair"))
        cli_note(cli, TEXT_CLI_DOCTOR_OFFER_REPAIR, TEXT_VALUES(file));
    if (status == STATUS_OK && damaged)
        cli_note(cli, TEXT_CLI_DOCTOR_OFFER_RESCUE, TEXT_VALUES(file));
    doctor_free(doctor);
    int rc = cli_rows_done(cli, status, &err);
    return rc == EXIT_DONE && bad ? EXIT_FAILED : rc;
}

/* ---- rescuing ---- */

static void print_table(struct cli *cli, const struct rescued_table *table)
{
    const char *name = doctor_table_words(table);
    if (!name)
        return;
    enum text_id words = table->holes == 0  ? TEXT_RESCUE_OWN
                         : table->holes < 0 ? TEXT_RESCUE_OWN_LOST
                                            : TEXT_RESCUE_OWN_HOLES;
    if (!table->own)
        words = table->expected >= 0 ? TEXT_RESCUE_DATASET : TEXT_RESCUE_DATASET_UNKNOWN;
    cli_print(cli, words,
              TEXT_VALUES(text_string("name", name), text_number("rows", table->rows),
                          text_number("holes", table->holes),
                          text_number("expected", table->expected)));
}

/* Nothing can be read: what there is instead. */
static void offer_copy(struct cli *cli, const char *path)
{
    char date[16], time[8];
    int64_t at = backup_newest_ms(path);
    char *copy = backup_newest(path);
    if (copy)
        cli_note(cli, TEXT_CLI_DOCTOR_NEWEST,
                 TEXT_VALUES(text_string("file", copy),
                             text_string("date", clock_local_date(date, sizeof date, at)),
                             text_string("at", clock_local_hm(time, sizeof time, at))));
    free(copy);
}

static int rescue(struct cli *cli)
{
    struct error err = {0};
    struct rescue rescue = {.whole = false};
    char *path = NULL;
    const char *target = cli_value(cli, "output");
    struct arena *arena = arena_new();
    enum status status = arena ? source_resolve(cli_operand(cli, 0), &path, &err)
                               : error_set(&err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = rescue_copy(path, target, arena, NULL, &rescue, &err);
    for (size_t i = 0; status == STATUS_OK && i < rescue.table_count; i++)
        print_table(cli, &rescue.tables[i]);
    if (status == STATUS_OK)
        cli_print(cli, rescue.whole ? TEXT_RESCUE_WHOLE : TEXT_RESCUE_PARTS,
                  TEXT_VALUES(text_string("file", target)));
    arena_free(arena);
    int code = cli_rows_done(cli, status, &err);
    if (status == STATUS_DAMAGED)
        offer_copy(cli, path);
    free(path);
    return code;
}

static int run(struct cli *cli)
{
    bool rescues = cli_has(cli, "rescue"), output = cli_value(cli, "output") != NULL;
    if (rescues && cli_has(cli, "repair"))
        return cli_wrong(cli, TEXT_CLI_DOCTOR_BOTH, NULL);
    if (rescues != output)
        return cli_wrong(cli, rescues ? TEXT_CLI_DOCTOR_NEEDS_OUTPUT : TEXT_CLI_DOCTOR_NEEDS_RESCUE,
                         NULL);
    return rescues ? rescue(cli) : look(cli);
}

const struct verb verb_doctor = {
    .name = "doctor",
    .operands = "PATH",
    .summary = TEXT_CLI_DOCTOR_SUMMARY,
    .examples = TEXT_CLI_DOCTOR_EXAMPLES,
    .more = TEXT_CLI_DOCTOR_MORE,
    .least = 1,
    .most = 1,
    .options = options,
    .run = run,
};
