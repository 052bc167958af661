/* Puts the hand-out together: lines of a few kinds, which handout_out.c writes. */
#include "core/service/handout.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/file.h"
#include "core/base/nearest.h"
#include "core/service/day.h"
#include "core/service/topic_folder.h"
#include "core/store/agenda.h"
#include "core/store/meta.h"

enum { LINES_MOST = 2000, TEAMS_MOST = 200, WORDS = 1200 };

struct making {
    struct arena *arena;
    struct handout *out;
    bool failed;
};

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* A page longer than any that people read is cut. */
static void add(struct making *making, enum handout_kind kind, const char *label, const char *text)
{
    struct handout *out = making->out;
    making->failed = making->failed || !label || !text;
    if (!making->failed && out->count < LINES_MOST)
        out->lines[out->count++] = (struct handout_line){kind, label, text};
}

static void add_words(struct making *making, enum handout_kind kind, enum text_id label,
                      enum text_id words)
{
    add(making, kind, label == TEXT_NONE ? "" : text_get(label), text_get(words));
}

/* ---- the topic ---- */

/* A line of Markdown without its marks; of a link its words, of a table its cells. */
static char *plain(struct arena *arena, const char *line, size_t len)
{
    char *out = arena_copy(arena, span_of(line, len));
    size_t used = 0;
    bool table = len > 0 && line[0] == '|';
    for (size_t i = 0; out && i < len; i++) {
        if (line[i] == ']' && i + 1 < len && line[i + 1] == '(')
            i += strcspn(line + i, ")"); /* on the sign that ends the address */
        else if (table && line[i] == '|')
            used += used > 0 && i + 1 < len ? (out[used] = ',', 1U) : 0;
        else if (!strchr("*`[", line[i]))
            out[used++] = line[i];
        if (table && used > 1 && out[used - 1] == ',' && out[used - 2] == ' ') {
            out[used - 2] = ',';
            used--;
        }
    }
    while (out && used > 0 && out[used - 1] == ' ')
        used--;
    if (out)
        out[used] = '\0';
    return out && table && *out == ' ' ? out + 1 : out;
}

/* The bytes of what begins an item of a list: a dash, a number, a row of a table; 0: none. */
static size_t item_marks(const char *line, size_t len)
{
    size_t figures = strspn(line, "0123456789");
    if (figures > 0 && figures + 1 < len && line[figures] == '.' && line[figures + 1] == ' ')
        return figures + 2;
    return len > 2 && strchr("-*", line[0]) && line[1] == ' ' ? 2 : 0;
}

/* Lines that follow each other are one paragraph, or one item of a list. */
static void add_page_line(struct making *making, const char *line, size_t len, bool *open)
{
    struct handout *out = making->out;
    size_t marks = strspn(line, "#");
    size_t skipped = item_marks(line, len);
    bool item = skipped > 0 || line[0] == '|';
    if (len == 0 || strncmp(line, "|-", 2) == 0) {
        *open = false;
    } else if (marks > 0 && marks < len) {
        size_t skip = marks + (line[marks] == ' ');
        add(making, marks == 1 ? HANDOUT_HEADING : HANDOUT_UNDER, "",
            plain(making->arena, line + skip, len - skip));
        *open = false;
    } else if (*open && !item && out->count > 0) {
        struct handout_line *last = &out->lines[out->count - 1];
        const char *more = plain(making->arena, line + strspn(line, " "), len - strspn(line, " "));
        const char *both = more ? arena_printf(making->arena, "%s %s", last->text, more) : NULL;
        making->failed = making->failed || !both;
        last->text = both ? both : last->text;
    } else {
        add(making, item ? HANDOUT_ITEM : HANDOUT_TEXT, "",
            plain(making->arena, line + skipped, len - skipped));
        *open = true;
    }
}

static void add_page(struct making *making, const char *page)
{
    bool open = false;
    while (*page) {
        size_t len = strcspn(page, "\r\n");
        char *line = arena_copy(making->arena, span_of(page, len));
        if (!line) {
            making->failed = true;
            return;
        }
        add_page_line(making, line, len, &open);
        page += len;
        page += *page == '\r';
        page += *page == '\n';
    }
}

/* ---- the dictionary ---- */

static const char *column_words(struct making *making, const struct dictionary_entry *entry)
{
    static const enum text_id marks[QUALITY_COUNT] = {[QUALITY_NONE] = TEXT_HANDOUT_UNKNOWN,
                                                      [QUALITY_GOOD] = TEXT_HANDOUT_GOOD,
                                                      [QUALITY_CAUTION] = TEXT_HANDOUT_CAUTION,
                                                      [QUALITY_IGNORE] = TEXT_HANDOUT_IGNORE};
    char words[WORDS];
    text_format(words, sizeof words, marks[entry->quality],
                TEXT_VALUES(text_string("meaning", entry->meaning),
                            text_string("caution", entry->caution)));
    return arena_string(making->arena, words);
}

/* What is not for analysis is left out. */
static void add_dictionary(struct making *making, const struct dictionary *dictionary)
{
    add_words(making, HANDOUT_HEADING, TEXT_NONE, TEXT_HANDOUT_DATA);
    for (size_t i = 0; i < dictionary->entry_count; i++) {
        const struct dictionary_entry *entry = &dictionary->entries[i];
        if (*entry->column)
            continue;
        add(making, HANDOUT_UNDER, "", entry->dataset);
        if (*entry->meaning) {
            const char *row = text_get(TEXT_HANDOUT_ROW);
            add(making, HANDOUT_ITEM, row, entry->meaning);
        }
        for (size_t k = 0; k < dictionary->entry_count; k++) {
            const struct dictionary_entry *column = &dictionary->entries[k];
            if (*column->column && strcasecmp(column->dataset, entry->dataset) == 0 &&
                column->quality != QUALITY_IGNORE)
                add(making, HANDOUT_ITEM, *column->label ? column->label : column->column,
                    column_words(making, column));
        }
    }
}

/* ---- the day ---- */

static void add_agenda(struct making *making, const struct agenda_item *items, size_t count)
{
    add_words(making, HANDOUT_HEADING, TEXT_NONE, TEXT_HANDOUT_DAY);
    for (size_t i = 0; i < count; i++) {
        const char *at = arena_printf(making->arena, "%02d:%02d", items[i].starts / 60 % 24,
                                      items[i].starts % 60);
        char words[WORDS];
        text_format(words, sizeof words, TEXT_HANDOUT_ITEM,
                    TEXT_VALUES(text_string("title", items[i].title),
                                text_number("minutes", items[i].minutes)));
        add(making, HANDOUT_ITEM, at, arena_string(making->arena, words));
    }
}

static void add_roles(struct making *making)
{
    static const enum text_id roles[][2] = {
        {TEXT_HANDOUT_YOU, TEXT_HANDOUT_YOU_DO},
        {TEXT_HANDOUT_LEAD, TEXT_HANDOUT_LEAD_DOES},
        {TEXT_HANDOUT_COACH, TEXT_HANDOUT_COACH_DOES},
        {TEXT_HANDOUT_FACILITATOR, TEXT_HANDOUT_FACILITATOR_DOES},
    };
    add_words(making, HANDOUT_HEADING, TEXT_NONE, TEXT_HANDOUT_WHO);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        add_words(making, HANDOUT_ITEM, roles[i][0], roles[i][1]);
    add_words(making, HANDOUT_HEADING, TEXT_NONE, TEXT_HANDOUT_CONSOLE);
    add_words(making, HANDOUT_TEXT, TEXT_NONE, TEXT_HANDOUT_CONSOLE_IS);
}

/* ---- all of it ---- */

struct known {
    const char *title;
    struct agenda_item *items;
    struct team *teams;
    size_t item_count, team_count;
};

static enum status read_jam(const char *jam, struct arena *arena, struct known *out,
                            struct error *err)
{
    struct db *db = NULL;
    enum status status = day_open(&db, jam, DB_READ, err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_JAM, &out->title, err);
    if (status == STATUS_OK)
        status = agenda_list(db, arena, &out->items, &out->item_count, err);
    if (status == STATUS_OK)
        status = team_list(db, arena, &out->teams, &out->team_count, err);
    db_close(db);
    return status;
}

static const struct team *find_team(const struct known *known, const char *name, struct error *err)
{
    const char *names[TEAMS_MOST];
    const struct team *found = team_named(known->teams, known->team_count, name);
    if (found)
        return found;
    size_t count = known->team_count < TEAMS_MOST ? known->team_count : TEAMS_MOST;
    for (size_t i = 0; i < count; i++)
        names[i] = known->teams[i].name;
    int near = nearest_name(name, names, count);
    error_set(err, STATUS_NOT_FOUND, near < 0 ? TEXT_HANDOUT_NO_TEAM : TEXT_HANDOUT_NO_TEAM_NEAR,
              TEXT_VALUES(text_string("team", name),
                          text_string("nearest", near < 0 ? "" : names[near])));
    return NULL;
}

static enum status fill(const char *jam, const struct known *known, const struct team *team,
                        struct making *making, struct error *err)
{
    struct topic_folder topic = {.text = {.page = ""}};
    char title[WORDS];
    const char *folder = arena_printf(making->arena, "%s/topics/%s", jam, team->topic);
    if (!folder)
        return no_memory(err);
    enum status status = topic_folder_read(making->arena, folder, &topic, err);
    if (status != STATUS_OK)
        return status;
    text_format(title, sizeof title, TEXT_HANDOUT_TITLE,
                TEXT_VALUES(text_string("jam", known->title), text_string("team", team->name)));
    making->out->title = arena_string(making->arena, title);
    making->out->team = team->name;
    add(making, HANDOUT_TITLE, "", making->out->title);
    add_words(making, HANDOUT_TEXT, TEXT_NONE, TEXT_HANDOUT_INTRO);
    add_page(making, topic.text.page ? topic.text.page : "");
    if (topic.dictionary.entry_count > 0)
        add_dictionary(making, &topic.dictionary);
    add_agenda(making, known->items, known->item_count);
    add_roles(making);
    return making->failed ? no_memory(err) : STATUS_OK;
}

enum status handout_make(const char *jam, const char *team, struct arena *arena,
                         struct handout *out, struct error *err)
{
    struct known known = {.title = ""};
    struct making making = {.arena = arena, .out = out};
    *out = (struct handout){.lines = arena_array(arena, LINES_MOST, sizeof *out->lines)};
    if (!out->lines)
        return no_memory(err);
    enum status status = read_jam(jam, arena, &known, err);
    const struct team *found = status == STATUS_OK ? find_team(&known, team, err) : NULL;
    if (!found)
        return status == STATUS_OK ? STATUS_NOT_FOUND : status;
    return fill(jam, &known, found, &making, err);
}

static enum status write_one(const char *jam, const struct team *team, const char *folder,
                             struct error *err)
{
    struct handout handout;
    struct buffer text = {0}, page = {0};
    struct arena *arena = arena_new();
    const char *name = strrchr(team->folder, '/');
    name = name ? name + 1 : team->folder;
    char *as_text = arena ? arena_printf(arena, "%s/%s.txt", folder, name) : NULL;
    char *as_page = arena ? arena_printf(arena, "%s/%s.html", folder, name) : NULL;
    enum status status =
        as_text && as_page ? handout_make(jam, team->name, arena, &handout, err) : no_memory(err);
    if (status == STATUS_OK) {
        handout_text(&handout, &text);
        handout_html(&handout, &page);
        status = text.failed || page.failed ? no_memory(err) : STATUS_OK;
    }
    if (status == STATUS_OK)
        status = file_swap(as_text, buffer_span(&text), 0664, err);
    if (status == STATUS_OK)
        status = file_swap(as_page, buffer_span(&page), 0664, err);
    buffer_free(&text);
    buffer_free(&page);
    arena_free(arena);
    return status;
}

enum status handout_write(const char *jam, const char *team, const char *folder, size_t *count,
                          struct error *err)
{
    struct known known = {.title = ""};
    struct arena *arena = arena_new();
    *count = 0;
    enum status status = arena ? read_jam(jam, arena, &known, err) : no_memory(err);
    if (status == STATUS_OK && team && !find_team(&known, team, err))
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = file_make_folder(folder, err);
    for (size_t i = 0; status == STATUS_OK && i < known.team_count; i++) {
        if (team && strcasecmp(team, known.teams[i].name) != 0)
            continue;
        status = write_one(jam, &known.teams[i], folder, err);
        *count += status == STATUS_OK;
    }
    arena_free(arena);
    return status;
}
