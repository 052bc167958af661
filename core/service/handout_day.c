/* What the hand-out says of the day: agenda, who does what, the rules on data, the keys. */
#include <strings.h>

#include "core/service/handout_internal.h"

static const char *clock_words(struct handout_making *making, int minutes)
{
    char time[AGENDA_TIME_SIZE];
    return arena_string(making->arena, agenda_write_time(minutes, time));
}

/* What happens in a phase of that kind; "" of one that nobody has thought of. */
static const char *phase_words(const char *kind)
{
    static const struct {
        const char *kind;
        enum text_id words;
    } phases[] = {
        {"kick-off", TEXT_HANDOUT_KICK_OFF}, {"huddle", TEXT_HANDOUT_HUDDLE},
        {"analysis", TEXT_HANDOUT_ANALYSIS}, {"lunch", TEXT_HANDOUT_BREAK},
        {"break", TEXT_HANDOUT_BREAK},       {"prepare", TEXT_HANDOUT_PREPARE},
        {"showcase", TEXT_HANDOUT_SHOWCASE}, {"survey", TEXT_HANDOUT_SURVEY},
        {"closing", TEXT_HANDOUT_CLOSING},
    };
    for (size_t i = 0; kind && i < sizeof phases / sizeof *phases; i++)
        if (strcasecmp(phases[i].kind, kind) == 0)
            return text_get(phases[i].words);
    return "";
}

static void add_phase(struct handout_making *making, int starts, int ends, const char *title,
                      const char *words)
{
    const char *from = clock_words(making, starts), *to = clock_words(making, ends);
    const char *time = from && to ? arena_printf(making->arena, "%s\u2013%s", from, to) : NULL;
    handout_add_row(making, HANDOUT_ROW, (const char *[]){time, title, words}, 3);
}

/* What nothing is planned for is told, too: else it looks like a mistake. */
void handout_add_agenda(struct handout_making *making, const struct agenda_item *items,
                        size_t count)
{
    if (count > 0)
        handout_add_words(making, HANDOUT_HEADING, TEXT_HANDOUT_DAY);
    for (size_t i = 0; i < count; i++) {
        int ends = items[i].starts + items[i].minutes;
        add_phase(making, items[i].starts, ends, items[i].title, phase_words(items[i].kind));
        if (i + 1 < count && items[i + 1].starts > ends)
            add_phase(making, ends, items[i + 1].starts, text_get(TEXT_HANDOUT_FREE), "");
    }
}

void handout_add_roles(struct handout_making *making)
{
    static const enum text_id roles[][2] = {
        {TEXT_HANDOUT_YOU, TEXT_HANDOUT_YOU_DO},
        {TEXT_HANDOUT_LEAD, TEXT_HANDOUT_LEAD_DOES},
        {TEXT_HANDOUT_COACH, TEXT_HANDOUT_COACH_DOES},
        {TEXT_HANDOUT_FACILITATOR, TEXT_HANDOUT_FACILITATOR_DOES},
    };
    handout_add_words(making, HANDOUT_HEADING, TEXT_HANDOUT_WHO);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        handout_add_pair(making, HANDOUT_ROW, text_get(roles[i][0]), text_get(roles[i][1]));
}

/* ---- the rules ---- */

static const char *data_words(struct handout_making *making, const struct rules *rules,
                              const struct agenda_item *items, size_t count)
{
    if (!rules->closed)
        return text_get(TEXT_HANDOUT_RULE_OPEN);
    for (size_t i = 0; i < count; i++)
        if (items[i].kind && strcasecmp(items[i].kind, "analysis") == 0)
            return handout_words(
                making, TEXT_HANDOUT_RULE_CLOSED,
                TEXT_VALUES(text_string("title", items[i].title),
                            text_string("time", clock_words(making, items[i].starts))));
    return text_get(TEXT_HANDOUT_RULE_CLOSED_ON);
}

void handout_add_rules(struct handout_making *making, const struct rules *rules,
                       const struct agenda_item *items, size_t count)
{
    handout_add_words(making, HANDOUT_HEADING, TEXT_HANDOUT_RULES);
    handout_add_words(making, HANDOUT_ITEM, TEXT_HANDOUT_RULE_ROOM);
    handout_add(making, HANDOUT_ITEM,
                rules->minimum > 1
                    ? handout_words(making, TEXT_HANDOUT_RULE_MINIMUM,
                                    TEXT_VALUES(text_number("minimum", rules->minimum)))
                    : text_get(TEXT_HANDOUT_RULE_NO_MINIMUM));
    handout_add_words(making, HANDOUT_ITEM,
                      rules->exports ? TEXT_HANDOUT_RULE_EXPORTS : TEXT_HANDOUT_RULE_NO_EXPORTS);
    handout_add(making, HANDOUT_ITEM, data_words(making, rules, items, count));
}

/* ---- the keys ---- */

/* The few to begin with; a test holds them against the console's own list. */
void handout_add_keys(struct handout_making *making)
{
    static const enum text_id keys[][2] = {
        {TEXT_HANDOUT_KEY_MOVE, TEXT_HANDOUT_KEY_MOVE_DOES},
        {TEXT_HANDOUT_KEY_PANES, TEXT_HANDOUT_KEY_PANES_DOES},
        {TEXT_HANDOUT_KEY_FILTER, TEXT_HANDOUT_KEY_FILTER_DOES},
        {TEXT_HANDOUT_KEY_PIVOT, TEXT_HANDOUT_KEY_PIVOT_DOES},
        {TEXT_HANDOUT_KEY_CHART, TEXT_HANDOUT_KEY_CHART_DOES},
        {TEXT_HANDOUT_KEY_PIN, TEXT_HANDOUT_KEY_PIN_DOES},
        {TEXT_HANDOUT_KEY_UNDO, TEXT_HANDOUT_KEY_UNDO_DOES},
        {TEXT_HANDOUT_KEY_COACH, TEXT_HANDOUT_KEY_COACH_DOES},
        {TEXT_HANDOUT_KEY_HELP, TEXT_HANDOUT_KEY_HELP_DOES},
        {TEXT_HANDOUT_KEY_MENU, TEXT_HANDOUT_KEY_MENU_DOES},
        {TEXT_HANDOUT_KEY_QUIT, TEXT_HANDOUT_KEY_QUIT_DOES},
    };
    handout_add_words(making, HANDOUT_HEADING, TEXT_HANDOUT_KEYS);
    handout_add_words(making, HANDOUT_TEXT, TEXT_HANDOUT_CONSOLE_IS);
    handout_add_pair(making, HANDOUT_HEAD, text_get(TEXT_HANDOUT_KEY_HEAD),
                     text_get(TEXT_HANDOUT_KEY_DOES));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        handout_add_pair(making, HANDOUT_ROW, text_get(keys[i][0]), text_get(keys[i][1]));
}
