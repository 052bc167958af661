/* The Board pane's commands: the table that keys, menus, palette and help are made from, and
 * those that only move. */
#include "tui/console/app.h"
#include "tui/pane/board_state.h"

/* ---- moving the cursor ---- */

static void step(struct pane *pane, int by)
{
    struct board_place_in at = board_state(pane)->at;
    if (board_view_step(&board_state(pane)->view, &at, by))
        board_go(pane, at);
}

static void aside(struct pane *pane, int by)
{
    struct board_place_in at = board_state(pane)->at;
    if (board_view_aside(&board_state(pane)->view, &at, by))
        board_go(pane, at);
}

static void up(struct pane *pane)
{
    step(pane, -1);
}

static void down(struct pane *pane)
{
    step(pane, 1);
}

static void left(struct pane *pane)
{
    aside(pane, -1);
}

static void right(struct pane *pane)
{
    aside(pane, 1);
}

enum { PAGE = 5 };

static void page_up(struct pane *pane)
{
    for (int i = 0; i < PAGE; i++)
        step(pane, -1);
}

static void page_down(struct pane *pane)
{
    for (int i = 0; i < PAGE; i++)
        step(pane, 1);
}

static void first(struct pane *pane)
{
    struct board_place_in at = {0, 0};
    if (board_view_near(&board_state(pane)->view, &at))
        board_go(pane, at);
}

static void last(struct pane *pane)
{
    const struct board_view *view = &board_state(pane)->view;
    size_t section = view->count;
    while (section > 0 && view->sections[section - 1].count == 0)
        section--;
    if (section > 0)
        board_go(pane, (struct board_place_in){section - 1, view->sections[section - 1].count - 1});
}

/* ---- moving the card ---- */

static void place(struct pane *pane, enum board_column column, int64_t before, enum text_id said)
{
    struct board_wish *wish = board_wish(pane, WISH_PLACE, board_current(pane)->id);
    if (!wish)
        return;
    wish->column = column;
    wish->before = before;
    wish->said = said;
    wish->said_value = text_get(board_column_label(column));
    board_submit(wish);
}

static void move_column(struct pane *pane, int by)
{
    int column = (int)card_column_of(board_current(pane)) + by;
    if (column < 0 || column >= BOARD_COLUMNS)
        app_say(pane->app, by < 0 ? TEXT_BOARD_FIRST_COLUMN : TEXT_BOARD_LAST_COLUMN, NULL);
    else
        place(pane, (enum board_column)column, 0, TEXT_BOARD_MOVED);
}

static void move_left(struct pane *pane)
{
    move_column(pane, -1);
}

static void move_right(struct pane *pane)
{
    move_column(pane, 1);
}

/* In front of the card above, or behind the one below, of the same column. */
static void move_order(struct pane *pane, int by)
{
    const struct board_state *state = board_state(pane);
    const struct board_section *section = &state->view.sections[state->at.section];
    const struct card *card = board_current(pane);
    size_t at = state->at.index;
    size_t to = by < 0 ? at - 1 : at + 1;
    if (to >= section->count || card_column_of(section->cards[to]) != card_column_of(card)) {
        app_say(pane->app, by < 0 ? TEXT_BOARD_IS_FIRST : TEXT_BOARD_IS_LAST, NULL);
        return;
    }
    const struct card *behind = to + 1 < section->count ? section->cards[to + 1] : NULL;
    bool same = behind && card_column_of(behind) == card_column_of(card);
    place(pane, card_column_of(card),
          by < 0 ? section->cards[to]->id
          : same ? behind->id
                 : 0,
          TEXT_BOARD_ORDERED);
}

static void move_up(struct pane *pane)
{
    move_order(pane, -1);
}

static void move_down(struct pane *pane)
{
    move_order(pane, 1);
}

/* ---- the rest ---- */

static void star(struct pane *pane)
{
    const struct card *card = board_current(pane);
    struct board_wish *wish = board_wish(pane, WISH_STAR, card->id);
    if (!wish)
        return;
    wish->on = !card_is(card, CARD_STAR);
    wish->said = wish->on ? TEXT_BOARD_STARRED : TEXT_BOARD_UNSTARRED;
    board_submit(wish);
}

static void archive(struct pane *pane)
{
    struct board_wish *wish = board_wish(pane, WISH_ARCHIVE, board_current(pane)->id);
    if (!wish)
        return;
    wish->on = true;
    wish->said = TEXT_BOARD_ARCHIVED;
    board_submit(wish);
}

static bool is_there(const struct pane *pane)
{
    return board_can_write(pane) && board_state(pane)->read != NULL;
}

static bool has_rivals(const struct pane *pane)
{
    const struct card *card = board_current(pane);
    return card && board_count_rivals(pane, card) > 0;
}

static bool has_archived(const struct pane *pane)
{
    const struct board_state *state = board_state(pane);
    for (size_t i = 0; state->read && i < state->read->board.card_count; i++)
        if (card_is(&state->read->board.cards[i], CARD_ARCHIVED))
            return true;
    return false;
}

const struct command board_commands[BOARD_COMMAND_COUNT] = {
    {.name = "board.new",
     .keys = "n Insert",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_NEW,
     .bar = TEXT_BOARD_BAR_NEW,
     .help = TEXT_BOARD_HELP_NEW,
     .enabled = is_there,
     .run = board_command_new},
    {.name = "board.open",
     .keys = "Enter",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_OPEN,
     .bar = TEXT_BOARD_BAR_OPEN,
     .help = TEXT_BOARD_HELP_OPEN,
     .usage = TEXT_BOARD_USAGE_OPEN,
     .enabled = board_has_card,
     .run = board_command_open},
    {.name = "board.edit",
     .keys = "F2 e",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_EDIT,
     .bar = TEXT_BOARD_BAR_EDIT,
     .help = TEXT_BOARD_HELP_EDIT,
     .usage = TEXT_BOARD_USAGE_EDIT,
     .enabled = board_has_card,
     .run = board_command_edit},
    {.name = "board.move",
     .keys = "m",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_MOVE,
     .bar = TEXT_BOARD_BAR_MOVE,
     .help = TEXT_BOARD_HELP_MOVE,
     .enabled = board_has_card,
     .run = board_command_move},
    {.name = "board.move-right",
     .keys = "Shift-Right >",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_MOVE_RIGHT,
     .help = TEXT_BOARD_HELP_MOVE_RIGHT,
     .enabled = board_has_card,
     .run = move_right},
    {.name = "board.move-left",
     .keys = "Shift-Left <",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_MOVE_LEFT,
     .help = TEXT_BOARD_HELP_MOVE_LEFT,
     .enabled = board_has_card,
     .run = move_left},
    {.name = "board.order-up",
     .keys = "Shift-Up",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_ORDER_UP,
     .help = TEXT_BOARD_HELP_ORDER_UP,
     .enabled = board_has_card,
     .run = move_up},
    {.name = "board.order-down",
     .keys = "Shift-Down",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_ORDER_DOWN,
     .help = TEXT_BOARD_HELP_ORDER_DOWN,
     .enabled = board_has_card,
     .run = move_down},
    {.name = "board.star",
     .keys = "* s",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_STAR,
     .bar = TEXT_BOARD_BAR_STAR,
     .help = TEXT_BOARD_HELP_STAR,
     .enabled = board_has_card,
     .run = star},
    {.name = "board.assign",
     .keys = "a",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_ASSIGN,
     .bar = TEXT_BOARD_BAR_ASSIGN,
     .help = TEXT_BOARD_HELP_ASSIGN,
     .enabled = board_has_card,
     .run = board_command_assign},
    {.name = "board.tags",
     .keys = "t",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_TAGS,
     .help = TEXT_BOARD_HELP_TAGS,
     .enabled = board_has_card,
     .run = board_command_tags},
    {.name = "board.theme",
     .keys = "g",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_THEME,
     .help = TEXT_BOARD_HELP_THEME,
     .enabled = board_has_card,
     .run = board_command_theme},
    {.name = "board.links",
     .keys = "l",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_LINKS,
     .help = TEXT_BOARD_HELP_LINKS,
     .enabled = board_has_card,
     .run = board_command_links},
    {.name = "board.kind",
     .keys = "k",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_KIND,
     .help = TEXT_BOARD_HELP_KIND,
     .enabled = board_has_card,
     .run = board_command_kind},
    {.name = "board.settle",
     .keys = "r",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_SETTLE,
     .help = TEXT_BOARD_HELP_SETTLE,
     .enabled = has_rivals,
     .run = board_command_settle},
    {.name = "board.history",
     .keys = "h",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_HISTORY,
     .help = TEXT_BOARD_HELP_HISTORY,
     .enabled = board_has_card,
     .run = board_command_history},
    {.name = "board.archive",
     .keys = "Delete x",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_ARCHIVE,
     .help = TEXT_BOARD_HELP_ARCHIVE,
     .enabled = board_has_card,
     .run = archive},
    {.name = "board.archived",
     .keys = "X",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_ARCHIVED,
     .help = TEXT_BOARD_HELP_ARCHIVED,
     .enabled = has_archived,
     .run = board_command_archived},
    {.name = "board.filter",
     .keys = "f",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_FILTER,
     .bar = TEXT_BOARD_BAR_FILTER,
     .help = TEXT_BOARD_HELP_FILTER,
     .enabled = is_there,
     .run = board_command_filter},
    {.name = "board.drafts",
     .keys = "d",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_DRAFTS,
     .help = TEXT_BOARD_HELP_DRAFTS,
     .enabled = is_there, /* else it says that there is none */
     .run = board_command_drafts},
    {.name = "board.drop-draft",
     .keys = "D",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_DROP_DRAFT,
     .help = TEXT_BOARD_HELP_DROP_DRAFT,
     .enabled = is_there, /* else it says that there is none */
     .run = board_command_drop_draft},
    {.name = "board.frame",
     .keys = "w",
     .menu = MENU_BOARD,
     .label = TEXT_BOARD_CMD_FRAME,
     .help = TEXT_BOARD_HELP_FRAME,
     .enabled = is_there,
     .run = board_command_frame},
    {.name = "board.up",
     .keys = "Up",
     .label = TEXT_BOARD_CMD_UP,
     .help = TEXT_BOARD_HELP_UP,
     .enabled = board_has_card,
     .run = up},
    {.name = "board.down",
     .keys = "Down",
     .label = TEXT_BOARD_CMD_DOWN,
     .help = TEXT_BOARD_HELP_DOWN,
     .enabled = board_has_card,
     .run = down},
    {.name = "board.left",
     .keys = "Left",
     .label = TEXT_BOARD_CMD_LEFT,
     .help = TEXT_BOARD_HELP_LEFT,
     .enabled = board_has_card,
     .run = left},
    {.name = "board.right",
     .keys = "Right",
     .label = TEXT_BOARD_CMD_RIGHT,
     .help = TEXT_BOARD_HELP_RIGHT,
     .enabled = board_has_card,
     .run = right},
    {.name = "board.page-up",
     .keys = "PageUp",
     .label = TEXT_BOARD_CMD_PAGE_UP,
     .help = TEXT_BOARD_HELP_PAGE_UP,
     .enabled = board_has_card,
     .run = page_up},
    {.name = "board.page-down",
     .keys = "PageDown",
     .label = TEXT_BOARD_CMD_PAGE_DOWN,
     .help = TEXT_BOARD_HELP_PAGE_DOWN,
     .enabled = board_has_card,
     .run = page_down},
    {.name = "board.first",
     .keys = "Home Ctrl-Home",
     .label = TEXT_BOARD_CMD_FIRST,
     .help = TEXT_BOARD_HELP_FIRST,
     .enabled = board_has_card,
     .run = first},
    {.name = "board.last",
     .keys = "End Ctrl-End G",
     .label = TEXT_BOARD_CMD_LAST,
     .help = TEXT_BOARD_HELP_LAST,
     .enabled = board_has_card,
     .run = last},
};
