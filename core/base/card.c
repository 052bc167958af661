/* The tables of what a card is made of. */
#include "core/base/card.h"

#include <strings.h>

#define BIT(field) (1U << (field))

/* What everybody may want on any card. */
enum { SHARED = BIT(CARD_TEXT) | BIT(CARD_ASSIGNEE) | BIT(CARD_TAGS) | BIT(CARD_THEME) };

static const struct {
    const char *name;
    enum board_column column;
    unsigned fields;
} kinds[CARD_KINDS] = {
    [CARD_QUESTION] = {"question", BOARD_QUESTIONS, SHARED | BIT(CARD_DATASET)},
    [CARD_FINDING] = {"finding", BOARD_FINDINGS,
                      SHARED | BIT(CARD_CAVEAT) | BIT(CARD_FOLLOWS) | BIT(CARD_SEEN)},
    [CARD_MYTH] = {"myth", BOARD_QUESTIONS, SHARED | BIT(CARD_VERDICT) | BIT(CARD_CAVEAT)},
    [CARD_OBSTACLE] = {"obstacle", BOARD_WORKING, SHARED | BIT(CARD_BARRIER) | BIT(CARD_REMOVER)},
    [CARD_ACTION] = {"action", BOARD_FINDINGS,
                     SHARED | BIT(CARD_WHOM) | BIT(CARD_DUE) | BIT(CARD_MEASURE)},
    [CARD_NOTE] = {"note", BOARD_WORKING, SHARED},
    [CARD_FRAME] = {"frame", BOARD_QUESTIONS, BIT(CARD_TEXT) | BIT(CARD_CAVEAT) | BIT(CARD_THEME)},
};

static const char *const columns[BOARD_COLUMNS] = {
    [BOARD_QUESTIONS] = "questions",
    [BOARD_WORKING] = "working on",
    [BOARD_FINDINGS] = "findings",
    [BOARD_SHOWCASE] = "showcase",
};

static const char *const seen[] = {"yes", "not yet", "no", NULL};
static const char *const verdicts[] = {"holds", "busted", "mixed", "can't tell", NULL};
static const char *const barriers[] = {"quality", "access", "law", "skills", NULL};

static const struct {
    const char *name;
    const char *const *choices;
} fields[CARD_FIELDS] = {
    [CARD_TEXT] = {"text", NULL},
    [CARD_CAVEAT] = {"caveat", NULL},
    [CARD_FOLLOWS] = {"follows", NULL},
    [CARD_SEEN] = {"seen", seen},
    [CARD_VERDICT] = {"verdict", verdicts},
    [CARD_BARRIER] = {"barrier", barriers},
    [CARD_REMOVER] = {"remover", NULL},
    [CARD_WHOM] = {"whom", NULL},
    [CARD_DUE] = {"due", NULL},
    [CARD_MEASURE] = {"measure", NULL},
    [CARD_DATASET] = {"dataset", NULL},
    [CARD_ASSIGNEE] = {"assignee", NULL},
    [CARD_TAGS] = {"tags", NULL},
    [CARD_THEME] = {"theme", NULL},
    [CARD_KIND] = {"kind", NULL},
    [CARD_COLUMN] = {"column", NULL},
    [CARD_POSITION] = {"position", NULL},
    [CARD_STAR] = {"star", NULL},
    [CARD_ARCHIVED] = {"archived", NULL},
};

const char *card_kind_name(enum card_kind kind)
{
    return kinds[kind].name;
}

const char *board_column_name(enum board_column column)
{
    return columns[column];
}

const char *card_field_name(enum card_field field)
{
    return fields[field].name;
}

static bool begins(const char *name, struct span start)
{
    return start.len > 0 && strncasecmp(name, start.data, start.len) == 0;
}

/* `whole` is set where all of the name was written. */
static bool fits(const char *name, struct span start, bool *whole)
{
    bool fits = begins(name, start);
    *whole = fits && name[start.len] == '\0';
    return fits;
}

bool card_kind_from_name(struct span name, enum card_kind *out)
{
    int found = 0;
    for (int i = 0; i < CARD_BOARD_KINDS; i++) {
        bool whole = false;
        if (!fits(kinds[i].name, name, &whole))
            continue;
        *out = (enum card_kind)i;
        found++;
        if (whole)
            return true;
    }
    return found == 1;
}

bool board_column_from_name(struct span name, enum board_column *out)
{
    int found = 0;
    for (int i = 0; i < BOARD_COLUMNS; i++) {
        bool whole = false;
        if (!fits(columns[i], name, &whole))
            continue;
        *out = (enum board_column)i;
        found++;
        if (whole)
            return true;
    }
    return found == 1;
}

bool card_field_from_name(struct span name, enum card_field *out)
{
    for (int i = 0; i < CARD_FIELDS; i++) {
        bool whole = false;
        if (fits(fields[i].name, name, &whole) && whole) {
            *out = (enum card_field)i;
            return true;
        }
    }
    return false;
}

enum board_column card_kind_column(enum card_kind kind)
{
    return kinds[kind].column;
}

bool card_kind_has(enum card_kind kind, enum card_field field)
{
    return field >= CARD_TEXTS || (kinds[kind].fields & BIT(field)) != 0;
}

const char *const *card_field_choices(enum card_field field)
{
    return fields[field].choices;
}
