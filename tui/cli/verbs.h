/* The table that names all verbs. */
#ifndef DATAJAM_CLI_VERBS_H
#define DATAJAM_CLI_VERBS_H

#include <stddef.h>

#include "tui/cli/cli.h"

extern const struct verb *const cli_verbs[];
extern const size_t cli_verb_count;

/* One per file of tui/cli. */
extern const struct verb verb_open;
extern const struct verb verb_join;
extern const struct verb verb_demo;
extern const struct verb verb_import;
extern const struct verb verb_convert;
extern const struct verb verb_datasets;
extern const struct verb verb_clean;
extern const struct verb verb_commands;
extern const struct verb verb_backup;
extern const struct verb verb_board;
extern const struct verb verb_doctor;
extern const struct verb verb_coach;
extern const struct verb verb_lead;
extern const struct verb verb_chart;
extern const struct verb verb_mark;
extern const struct verb verb_pivot;
extern const struct verb verb_present;
extern const struct verb verb_repairs;
extern const struct verb verb_report;
extern const struct verb verb_rules;
extern const struct verb verb_query;
extern const struct verb verb_combine;
extern const struct verb verb_compare;
extern const struct verb verb_per_person;
extern const struct verb verb_rows;
extern const struct verb verb_facet;
extern const struct verb verb_profile;
extern const struct verb verb_group;
extern const struct verb verb_derive;
extern const struct verb verb_new;
extern const struct verb verb_team;
extern const struct verb verb_agenda;
extern const struct verb verb_clock;
extern const struct verb verb_facilitate;
extern const struct verb verb_handout;
extern const struct verb verb_help;
extern const struct verb verb_version;

/* NULL: there is none of that name. */
const struct verb *cli_find_verb(const char *name);

#endif
