/* The forms of the board. */
#include "core/jam/board_form.h"

static const struct {
    enum text_id label, heading, help;
} kinds[CARD_KINDS] = {
    [CARD_QUESTION] = {TEXT_BOARD_QUESTION, TEXT_BOARD_QUESTIONS, TEXT_BOARD_QUESTION_HELP},
    [CARD_FINDING] = {TEXT_BOARD_FINDING, TEXT_BOARD_FINDINGS, TEXT_BOARD_FINDING_HELP},
    [CARD_MYTH] = {TEXT_BOARD_MYTH, TEXT_BOARD_MYTHS, TEXT_BOARD_MYTH_HELP},
    [CARD_OBSTACLE] = {TEXT_BOARD_OBSTACLE, TEXT_BOARD_OBSTACLES, TEXT_BOARD_OBSTACLE_HELP},
    [CARD_ACTION] = {TEXT_BOARD_ACTION, TEXT_BOARD_ACTIONS, TEXT_BOARD_ACTION_HELP},
    [CARD_NOTE] = {TEXT_BOARD_NOTE, TEXT_BOARD_NOTES, TEXT_BOARD_NOTE_HELP},
    [CARD_FRAME] = {TEXT_BOARD_FRAME, TEXT_BOARD_FRAME, TEXT_BOARD_FRAME_HELP},
};

static const enum text_id columns[BOARD_COLUMNS] = {
    [BOARD_QUESTIONS] = TEXT_BOARD_QUESTIONS,
    [BOARD_WORKING] = TEXT_BOARD_WORKING,
    [BOARD_FINDINGS] = TEXT_BOARD_FINDINGS,
    [BOARD_SHOWCASE] = TEXT_BOARD_SHOWCASE,
};

#define ASSIGNEE                                                                                   \
    {                                                                                              \
        CARD_ASSIGNEE, TEXT_BOARD_ASSIGNEE, TEXT_BOARD_ASSIGNEE_HINT, 1                            \
    }
#define TAGS                                                                                       \
    {                                                                                              \
        CARD_TAGS, TEXT_BOARD_TAGS, TEXT_BOARD_TAGS_HINT, 1                                        \
    }
#define THEME                                                                                      \
    {                                                                                              \
        CARD_THEME, TEXT_BOARD_THEME, TEXT_BOARD_THEME_HINT, 1                                     \
    }

static const struct card_form_field question[] = {
    {CARD_TEXT, TEXT_BOARD_QUESTION, TEXT_BOARD_QUESTION_HINT, 2},
    ASSIGNEE,
    {CARD_DATASET, TEXT_BOARD_DATASET, TEXT_BOARD_DATASET_HINT, 1},
    THEME,
    TAGS,
};

static const struct card_form_field finding[] = {
    {CARD_TEXT, TEXT_BOARD_CLAIM, TEXT_BOARD_CLAIM_HINT, 2},
    {CARD_CAVEAT, TEXT_BOARD_CAVEAT, TEXT_BOARD_CAVEAT_HINT, 2},
    {CARD_FOLLOWS, TEXT_BOARD_FOLLOWS, TEXT_BOARD_FOLLOWS_HINT, 2},
    {CARD_SEEN, TEXT_BOARD_SEEN, TEXT_BOARD_SEEN_HINT, 1},
    ASSIGNEE,
    TAGS,
};

static const struct card_form_field myth[] = {
    {CARD_TEXT, TEXT_BOARD_SAYING, TEXT_BOARD_SAYING_HINT, 2},
    {CARD_VERDICT, TEXT_BOARD_VERDICT, TEXT_BOARD_VERDICT_HINT, 1},
    {CARD_CAVEAT, TEXT_BOARD_CAVEAT, TEXT_BOARD_CAVEAT_HINT, 2},
    ASSIGNEE,
    TAGS,
};

static const struct card_form_field obstacle[] = {
    {CARD_TEXT, TEXT_BOARD_OBSTACLE, TEXT_BOARD_OBSTACLE_HINT, 2},
    {CARD_BARRIER, TEXT_BOARD_BARRIER, TEXT_BOARD_BARRIER_HINT, 1},
    {CARD_REMOVER, TEXT_BOARD_REMOVER, TEXT_BOARD_REMOVER_HINT, 1},
    ASSIGNEE,
    TAGS,
};

static const struct card_form_field action[] = {
    {CARD_TEXT, TEXT_BOARD_ACTION, TEXT_BOARD_ACTION_HINT, 2},
    {CARD_WHOM, TEXT_BOARD_WHOM, TEXT_BOARD_WHOM_HINT, 1},
    {CARD_DUE, TEXT_BOARD_DUE, TEXT_BOARD_DUE_HINT, 1},
    {CARD_MEASURE, TEXT_BOARD_MEASURE, TEXT_BOARD_MEASURE_HINT, 1},
    ASSIGNEE,
    TAGS,
};

static const struct card_form_field note[] = {
    {CARD_TEXT, TEXT_BOARD_NOTE, TEXT_BOARD_NOTE_HINT, 6},
    ASSIGNEE,
    TAGS,
};

/* Its title and its hint come from the method of the jam. */
static const struct card_form_field frame[] = {
    {CARD_TEXT, TEXT_BOARD_FRAME, TEXT_BOARD_FRAME_HINT, 6},
};

#define FORM(fields)                                                                               \
    {                                                                                              \
        fields, sizeof(fields) / sizeof *(fields)                                                  \
    }

static const struct {
    const struct card_form_field *fields;
    size_t count;
} forms[CARD_KINDS] = {
    [CARD_QUESTION] = FORM(question), [CARD_FINDING] = FORM(finding), [CARD_MYTH] = FORM(myth),
    [CARD_OBSTACLE] = FORM(obstacle), [CARD_ACTION] = FORM(action),   [CARD_NOTE] = FORM(note),
    [CARD_FRAME] = FORM(frame),
};

enum text_id card_kind_label(enum card_kind kind)
{
    return kinds[kind].label;
}

enum text_id card_kind_heading(enum card_kind kind)
{
    return kinds[kind].heading;
}

enum text_id card_kind_help(enum card_kind kind)
{
    return kinds[kind].help;
}

enum text_id board_column_label(enum board_column column)
{
    return columns[column];
}

const struct card_form_field *card_form(enum card_kind kind, size_t *count)
{
    *count = forms[kind].count;
    return forms[kind].fields;
}

/* Fields that a form has not: changed by a kind that the card was before, or by a command. */
static enum text_id other_label(enum card_field field)
{
    switch (field) {
    case CARD_KIND:
        return TEXT_BOARD_KIND;
    case CARD_THEME:
        return TEXT_BOARD_THEME;
    case CARD_DATASET:
        return TEXT_BOARD_DATASET;
    default:
        return TEXT_BOARD_OTHER_FIELD;
    }
}

enum text_id card_field_label(enum card_kind kind, enum card_field field)
{
    for (size_t i = 0; i < forms[kind].count; i++)
        if (forms[kind].fields[i].field == field)
            return forms[kind].fields[i].label;
    return other_label(field);
}
