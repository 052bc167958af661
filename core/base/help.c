/* The tables of what a call for a coach is made of. */
#include "core/base/help.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    enum text_id label, hint;
} abouts[HELP_ABOUTS] = {
    [HELP_SPREADSHEET] = {"spreadsheet", TEXT_HELP_SPREADSHEET, TEXT_HELP_SPREADSHEET_HINT},
    [HELP_ANALYSIS] = {"analysis", TEXT_HELP_ANALYSIS, TEXT_HELP_ANALYSIS_HINT},
    [HELP_MEANING] = {"meaning", TEXT_HELP_MEANING, TEXT_HELP_MEANING_HINT},
    [HELP_TECHNICAL] = {"technical", TEXT_HELP_TECHNICAL, TEXT_HELP_TECHNICAL_HINT},
    [HELP_OTHER] = {"other", TEXT_HELP_OTHER, TEXT_HELP_OTHER_HINT},
    [HELP_TEAM] = {"team", TEXT_HELP_TEAM, TEXT_HELP_TEAM_HINT},
};

static const struct {
    const char *name;
    enum text_id label;
} states[HELP_STATES] = {
    [HELP_ASKED] = {"asked", TEXT_HELP_ASKED},
    [HELP_COMING] = {"coming", TEXT_HELP_COMING},
    [HELP_DONE] = {"done", TEXT_HELP_DONE},
    [HELP_CANCELLED] = {"cancelled", TEXT_HELP_CANCELLED},
};

const char *help_about_name(enum help_about about)
{
    return abouts[about].name;
}

const char *help_state_name(enum help_state state)
{
    return states[state].name;
}

enum text_id help_about_label(enum help_about about)
{
    return abouts[about].label;
}

enum text_id help_about_hint(enum help_about about)
{
    return abouts[about].hint;
}

enum text_id help_state_label(enum help_state state)
{
    return states[state].label;
}

bool help_about_from_name(struct span name, enum help_about *out)
{
    for (int i = 0; i < HELP_ABOUTS && name.len > 0; i++) {
        if (strncasecmp(abouts[i].name, name.data, name.len) == 0 &&
            name.len <= strlen(abouts[i].name)) {
            *out = (enum help_about)i;
            return true;
        }
    }
    return false;
}

bool help_state_from_name(struct span name, enum help_state *out)
{
    for (int i = 0; i < HELP_STATES; i++) {
        if (name.len == strlen(states[i].name) &&
            strncasecmp(states[i].name, name.data, name.len) == 0) {
            *out = (enum help_state)i;
            return true;
        }
    }
    return false;
}
