/* The table that names all verbs, in the order of `datajam --help`. A new verb is a file
 * beside this one and a line here and in verbs.h. */
#include "tui/cli/verbs.h"

#include <string.h>

const struct verb *const cli_verbs[] = {
    // clang-format off
    &verb_open,
    &verb_join,
    &verb_demo,
    &verb_import,
    &verb_repairs,
    &verb_convert,
    &verb_datasets,
    &verb_rows,
    &verb_facet,
    &verb_profile,
    &verb_pivot,
    &verb_chart,
    &verb_board,
    &verb_report, &verb_present,
    &verb_query,
    &verb_combine,
    &verb_compare,
    &verb_clean,
    &verb_group,
    &verb_derive,
    &verb_per_person,
    &verb_mark,
    &verb_lead,
    &verb_coach,
    &verb_backup,
    &verb_doctor,
    &verb_new,
    &verb_team,
    &verb_rules,
    &verb_agenda,
    &verb_clock,
    &verb_facilitate,
    &verb_handout,
    &verb_commands,
    &verb_help,
    &verb_version,
    // clang-format on
};
const size_t cli_verb_count = sizeof cli_verbs / sizeof *cli_verbs;

const struct verb *cli_find_verb(const char *name)
{
    for (size_t i = 0; i < cli_verb_count; i++) {
        if (strcmp(cli_verbs[i]->name, name) == 0)
            return cli_verbs[i];
    }
    return NULL;
}
