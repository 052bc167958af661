/*
 * Owns the terminal. The only file with curses. Curses draws and knows how to draw little;
 * bytes are read and decoded by ourselves (input.h), sizes and signals come from the loop.
 */
#include "tui/console/term.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define key_name curses_key_name /* key.h has a function of that name */
#include <curses.h>
#undef key_name

#include "core/base/log.h"
#include "tui/console/idle.h"
#include "tui/console/term_ascii.h"
#include "tui/console/term_info.h"

enum { PAIRS = 250, ROW_LIMIT = 4096 };

struct term {
    SCREEN *screen;
    struct grid *shown; /* what the terminal shows; NULL: nothing is known */
    struct theme theme;
    uint64_t bytes; /* read so far */
    bool unicode;
    bool mark_idle;
    bool mouse;
    bool cursor_on;
    bool away;
    int colours; /* 0: none */
    int pair_limit;
    int pair_count;
    struct {
        int foreground, background;
    } pairs[PAIRS];
    cchar_t row[ROW_LIMIT];
};

/* 1000 and 1002: presses and drags; 1006: as numbers. 2004: pastes in brackets. */
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";
static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

void term_set_locale(void)
{
    static const char *const fallbacks[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8"};
    setlocale(LC_CTYPE, "");
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks; i++) {
        if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
            return;
        setlocale(LC_CTYPE, fallbacks[i]);
    }
}

bool term_has_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void send(const char *bytes)
{
    size_t len = strlen(bytes);
    while (len > 0) {
        ssize_t n = write(STDOUT_FILENO, bytes, len);
        if (n < 0 && errno != EINTR)
            return;
        bytes += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
}

/* TERM comes from the other end of an SSH line as it is: only plain names are let through. */
static const char *terminal_name(void)
{
    const char *name = getenv("TERM");
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789._+-";
    if (!name || !*name || strlen(name) > 60 || name[strspn(name, allowed)] || name[0] == '.')
        return "xterm-256color";
    return name;
}

static SCREEN *open_screen(void)
{
    const char *names[] = {terminal_name(), "xterm-256color", "xterm", "vt100"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        SCREEN *screen = newterm(names[i], stdout, stdin);
        if (screen)
            return screen;
    }
    return NULL;
}

/* Padding ("$<5>") is for paper terminals. */
static void add_capability(struct restore *restore, const char *name)
{
    const char *value = term_info_string(name);
    if (value && !strstr(value, "$<"))
        restore_add(restore, value);
}

static void fill_restore(struct restore *restore)
{
    restore_add(restore, mouse_off);
    restore_add(restore, paste_off);
    add_capability(restore, "rmkx");
    add_capability(restore, "sgr0");
    add_capability(restore, "op");
    add_capability(restore, "rmcup");
    add_capability(restore, "cnorm");
    restore_add(restore, "\r");
}

static void set_modes(void)
{
    raw(); /* also IXON off, so that Ctrl-S arrives */
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    typeahead(-1); /* a drawing is never given up half-way */
    leaveok(stdscr, FALSE);
}

static void start_colours(struct term *term)
{
    const char *none = getenv("NO_COLOR");
    term->colours = 0;
    if (has_colors() && !(none && *none) && start_color() == OK) {
        use_default_colors();
        term->colours = COLORS;
        term->pair_limit = COLOR_PAIRS < PAIRS ? COLOR_PAIRS : PAIRS;
    }
}

static struct term *make_term(void)
{
    struct term *term = calloc(1, sizeof *term);
    const char *idle = getenv(IDLE_VARIABLE);
    if (!term)
        return NULL;
    term->unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    term->mark_idle = idle && strcmp(idle, "1") == 0;
    term->cursor_on = true;
    theme_mono(&term->theme);
    return term;
}

enum status term_open(struct term **out, struct restore *restore, struct error *err)
{
    *restore = (struct restore){0};
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(err, STATUS_INVALID, TEXT_CONSOLE_NO_TERMINAL, NULL);
    restore->have_modes = tcgetattr(STDIN_FILENO, &restore->modes) == 0;
    setenv("NCURSES_NO_UTF8_ACS", "1", 1);
    struct term *term = make_term();
    if (!term)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    term->screen = open_screen();
    if (!term->screen) {
        free(term);
        return error_set(err, STATUS_INVALID, TEXT_CONSOLE_UNKNOWN_TERMINAL,
                         TEXT_VALUES(text_string("term", terminal_name())));
    }
    fill_restore(restore);
    term_info_write_blanks();
    set_modes();
    start_colours(term);
    send(paste_on);
    *out = term;
    return STATUS_OK;
}

void term_close(struct term *term)
{
    if (!term)
        return;
    if (!term->away)
        term_leave(term);
    delscreen(term->screen);
    grid_free(term->shown);
    free(term);
}

/* Some terminals bring the cursor of their other screen back as it was when ncurses last noted
 * its place, be it hidden. */
static void show_cursor_outside(void)
{
    const char *visible = term_info_string("cnorm");
    if (visible && !strstr(visible, "$<"))
        send(visible);
}

void term_leave(struct term *term)
{
    send(mouse_off);
    send(paste_off);
    curs_set(1);
    endwin();
    show_cursor_outside();
    term->away = true;
}

void term_return(struct term *term)
{
    term->away = false;
    reset_prog_mode();
    refresh();
    send(paste_on);
    if (term->mouse)
        send(mouse_on);
    curs_set(term->cursor_on);
    term_repaint(term);
}

static int positive(const char *text)
{
    char *end = NULL;
    long number = text ? strtol(text, &end, 10) : 0;
    return end && !*end && number > 0 && number < ROW_LIMIT ? (int)number : 0;
}

void term_size(struct term *term, int *columns, int *rows)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col || !size.ws_row) {
        int width = positive(getenv("COLUMNS")), height = positive(getenv("LINES"));
        size.ws_col = (unsigned short)(width ? width : term_info_number("cols"));
        size.ws_row = (unsigned short)(height ? height : term_info_number("lines"));
    }
    *columns = size.ws_col < 1 || size.ws_col >= ROW_LIMIT ? 80 : size.ws_col;
    *rows = size.ws_row < 1 || size.ws_row >= ROW_LIMIT ? 24 : size.ws_row;
    if (*columns != COLS || *rows != LINES) {
        resizeterm(*rows, *columns);
        term_repaint(term);
    }
}

ssize_t term_read(struct term *term, char *out, size_t size)
{
    ssize_t n;
    do {
        n = read(STDIN_FILENO, out, size);
    } while (n < 0 && errno == EINTR);
    if (n > 0)
        term->bytes += (uint64_t)n;
    return n;
}

int term_descriptor(const struct term *term)
{
    (void)term;
    return STDIN_FILENO;
}

static const struct {
    const char *capability;
    uint32_t code;
    unsigned modifiers;
} terminal_keys[] = {
    {"kcuu1", KEYCODE_UP, 0},     {"kcud1", KEYCODE_DOWN, 0},       {"kcub1", KEYCODE_LEFT, 0},
    {"kcuf1", KEYCODE_RIGHT, 0},  {"khome", KEYCODE_HOME, 0},       {"kend", KEYCODE_END, 0},
    {"kpp", KEYCODE_PAGE_UP, 0},  {"knp", KEYCODE_PAGE_DOWN, 0},    {"kich1", KEYCODE_INSERT, 0},
    {"kdch1", KEYCODE_DELETE, 0}, {"kcbt", KEYCODE_TAB, KEY_SHIFT}, {"kent", KEYCODE_ENTER, 0},
    {"kf1", KEYCODE_F1, 0},       {"kf2", KEYCODE_F1 + 1, 0},       {"kf3", KEYCODE_F1 + 2, 0},
    {"kf4", KEYCODE_F1 + 3, 0},   {"kf5", KEYCODE_F1 + 4, 0},       {"kf6", KEYCODE_F1 + 5, 0},
    {"kf7", KEYCODE_F1 + 6, 0},   {"kf8", KEYCODE_F1 + 7, 0},       {"kf9", KEYCODE_F1 + 8, 0},
    {"kf10", KEYCODE_F1 + 9, 0},  {"kf11", KEYCODE_F1 + 10, 0},     {"kf12", KEYCODE_F1 + 11, 0},
};

void term_define_keys(const struct term *term, struct input *input)
{
    (void)term;
    for (size_t i = 0; i < sizeof terminal_keys / sizeof *terminal_keys; i++) {
        const char *sequence = term_info_string(terminal_keys[i].capability);
        struct key key = {.code = terminal_keys[i].code, .modifiers = terminal_keys[i].modifiers};
        if (sequence)
            input_define(input, sequence, &key);
    }
}

void term_set_mouse(struct term *term, bool on)
{
    if (term->mouse == on)
        return;
    term->mouse = on;
    send(on ? mouse_on : mouse_off);
}

void term_repaint(struct term *term)
{
    grid_free(term->shown);
    term->shown = NULL;
}

/* The pair of two colours, made when it is first wanted. */
static short pair_of(struct term *term, int foreground, int background)
{
    for (int i = 0; i < term->pair_count; i++) {
        if (term->pairs[i].foreground == foreground && term->pairs[i].background == background)
            return (short)(i + 1);
    }
    if (term->pair_count + 1 >= term->pair_limit ||
        init_extended_pair(term->pair_count + 1, foreground, background) == ERR)
        return 0;
    term->pairs[term->pair_count].foreground = foreground;
    term->pairs[term->pair_count].background = background;
    return (short)++term->pair_count;
}

static attr_t attributes_of(unsigned attributes)
{
    return (attributes & LOOK_BOLD ? A_BOLD : 0) | (attributes & LOOK_DIM ? A_DIM : 0) |
           (attributes & LOOK_REVERSE ? A_REVERSE : 0) |
           (attributes & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
           (attributes & LOOK_ITALIC ? A_ITALIC : 0);
}

static void style_of(struct term *term, const struct cell *cell, attr_t *attributes, short *pair)
{
    /* Of few colours the shades of some are the same. */
    unsigned without = term->colours < 256 ? (unsigned)STYLE_SHADE : 0;
    struct look look = theme_look(&term->theme, cell->style & ~without, cell->ground);
    *attributes = attributes_of(look.attributes);
    *pair = 0;
    if (term->colours >= 8 && term->theme.colours)
        *pair = pair_of(term, theme_nearest(look.foreground, term->colours),
                        theme_nearest(look.background, term->colours));
}

static void set_background(struct term *term)
{
    static const struct cell plain = {.character = ' ', .style = THEME_TEXT, .width = 1};
    wchar_t blank[] = L" ";
    attr_t attributes;
    short pair;
    cchar_t ground;
    style_of(term, &plain, &attributes, &pair);
    setcchar(&ground, blank, attributes, pair, NULL);
    bkgrndset(&ground); /* erased cells have the theme's colour */
}

void term_set_theme(struct term *term, const struct theme *theme)
{
    term->theme = *theme;
    if (!term->colours)
        theme_mono(&term->theme);
    term_repaint(term);
}

static void set_cell(struct term *term, const struct cell *cell, cchar_t *out)
{
    wchar_t text[2 + CELL_MARKS] = {(wchar_t)cell->character};
    attr_t attributes;
    short pair;
    size_t len = 1;
    if (!term->unicode)
        text[0] = (wchar_t)term_ascii(cell->character);
    for (int i = 0; term->unicode && i < CELL_MARKS && cell->marks[i]; i++)
        text[len++] = (wchar_t)cell->marks[i];
    style_of(term, cell, &attributes, &pair);
    if (setcchar(out, text, attributes, pair, NULL) != OK)
        setcchar(out, L"?", attributes, pair, NULL);
}

static void show_row(struct term *term, const struct grid *grid, int y)
{
    const struct cell *cells = grid->cells + (size_t)y * (size_t)grid->columns;
    int count = 0;
    for (int x = 0; x < grid->columns; x++) {
        if (!cells[x].width)
            continue;
        set_cell(term, &cells[x], &term->row[count++]);
        if (cells[x].width == 2 && !term->unicode)
            setcchar(&term->row[count++], L" ", A_NORMAL, 0, NULL);
    }
    mvadd_wchnstr(y, 0, term->row, count);
}

/* A copy of what is shown, to know next time which rows differ. */
static void remember_shown(struct term *term, const struct grid *grid)
{
    if (!term->shown)
        term->shown = grid_new(grid->columns, grid->rows);
    if (term->shown)
        memcpy(term->shown->cells, grid->cells,
               (size_t)grid->columns * (size_t)grid->rows * sizeof *grid->cells);
}

static void show_cursor(struct term *term, int x, int y)
{
    bool on = x >= 0;
    if (on != term->cursor_on)
        curs_set(on);
    term->cursor_on = on;
    if (on)
        move(y, x);
    else
        move(0, 0);
}

void term_show(struct term *term, const struct grid *grid, int x, int y)
{
    if (grid->columns >= ROW_LIMIT)
        return;
    size_t size = (size_t)grid->columns * sizeof *grid->cells;
    if (term->shown && (term->shown->columns != grid->columns || term->shown->rows != grid->rows))
        term_repaint(term);
    if (!term->shown) {
        set_background(term);
        erase();
        clearok(stdscr, TRUE);
    }
    for (int row = 0; row < grid->rows; row++) {
        size_t at = (size_t)row * (size_t)grid->columns;
        if (!term->shown || memcmp(term->shown->cells + at, grid->cells + at, size) != 0)
            show_row(term, grid, row);
    }
    remember_shown(term, grid);
    show_cursor(term, x, y);
    wnoutrefresh(stdscr);
    doupdate();
}

void term_mark_idle(struct term *term)
{
    char marker[64];
    if (!term->mark_idle)
        return;
    snprintf(marker, sizeof marker, IDLE_FORMAT, (unsigned long long)term->bytes);
    send(marker);
}
