/* Puts the hand-out together: lines of a few kinds, which handout_out.c writes. */
#include "core/service/handout.h"

#include <string.h>

#include "core/base/file.h"
#include "core/base/nearest.h"
#include "core/service/day.h"
#include "core/service/handout_internal.h"
#include "core/service/rules_set.h"
#include "core/service/topic_folder.h"
#include "core/store/agenda.h"
#include "core/store/meta.h"

enum { LINES_MOST = 2000, TEAMS_MOST = 200 };

static enum status no_memory(struct error *err)
{
    error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return STATUS_MEMORY; /* said plainly, so that checkers know it is no success */
}

/* ---- lines ---- */

void handout_add(struct handout_making *making, enum handout_kind kind, const char *text)
{
    struct handout *out = making->out;
    making->failed = making->failed || !text;
    if (!making->failed && out->count < LINES_MOST)
        out->lines[out->count++] = (struct handout_line){.kind = kind, .text = text};
}

void handout_add_words(struct handout_making *making, enum handout_kind kind, enum text_id words)
{
    handout_add(making, kind, text_get(words));
}

void handout_add_row(struct handout_making *making, enum handout_kind kind,
                     const char *const *cells, size_t count)
{
    struct handout *out = making->out;
    const char **kept = arena_array(making->arena, count + 1, sizeof *kept);
    making->failed = making->failed || !kept;
    for (size_t i = 0; kept && i < count; i++) {
        kept[i] = cells[i];
        making->failed = making->failed || !cells[i];
    }
    if (!making->failed && count > 0 && out->count < LINES_MOST)
        out->lines[out->count++] =
            (struct handout_line){.kind = kind, .text = "", .cells = kept, .cell_count = count};
}

void handout_add_pair(struct handout_making *making, enum handout_kind kind, const char *first,
                      const char *second)
{
    handout_add_row(making, kind, (const char *[]){first, second}, 2);
}

const char *handout_words(struct handout_making *making, enum text_id id,
                          const struct text_value *values)
{
    char words[HANDOUT_WORDS];
    text_format(words, sizeof words, id, values);
    for (size_t len = strlen(words); len > 0 && words[len - 1] == ' ';)
        words[--len] = '\0'; /* a place at the end that had nothing to say */
    return arena_string(making->arena, words);
}

/* ---- all of it ---- */

struct known {
    const char *title, *date, *place, *contact;
    struct agenda_item *items;
    struct team *teams;
    size_t item_count, team_count;
    struct rules rules;
};

static enum status read_jam(const char *jam, struct arena *arena, struct known *out,
                            struct error *err)
{
    struct db *db = NULL;
    enum status status = day_open(&db, jam, DB_READ, err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_JAM, &out->title, err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_DATE, &out->date, err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_PLACE, &out->place, err);
    if (status == STATUS_OK)
        status = meta_get(db, arena, META_CONTACT, &out->contact, err);
    if (status == STATUS_OK)
        status = agenda_list(db, arena, &out->items, &out->item_count, err);
    if (status == STATUS_OK)
        status = team_list(db, arena, &out->teams, &out->team_count, err);
    if (status == STATUS_OK)
        status = rules_stored(db, &out->rules, err);
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

/* When, where and whom to ask, as far as it is known. */
static void add_facts(struct handout_making *making, const struct known *known)
{
    const struct {
        enum text_id name;
        const char *words;
    } facts[] = {{TEXT_HANDOUT_WHEN, known->date},
                 {TEXT_HANDOUT_WHERE, known->place},
                 {TEXT_HANDOUT_CONTACT, known->contact}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (*facts[i].words)
            handout_add_pair(making, HANDOUT_ROW, text_get(facts[i].name), facts[i].words);
}

static enum status fill(const char *jam, const struct known *known, const struct team *team,
                        struct handout_making *making, struct error *err)
{
    struct topic_folder topic = {.text = {.page = ""}};
    const char *folder = arena_printf(making->arena, "%s/topics/%s", jam, team->topic);
    if (!folder)
        return no_memory(err);
    enum status status = topic_folder_read(making->arena, folder, &topic, err);
    if (status != STATUS_OK)
        return status;
    making->out->title = handout_words(
        making, TEXT_HANDOUT_TITLE,
        TEXT_VALUES(text_string("jam", known->title), text_string("team", team->name)));
    making->out->team = team->name;
    handout_add(making, HANDOUT_TITLE, making->out->title);
    add_facts(making, known);
    handout_add_words(making, HANDOUT_TEXT, TEXT_HANDOUT_INTRO);
    handout_add_words(making, HANDOUT_TEXT, TEXT_HANDOUT_JAM_IS);
    handout_add_agenda(making, known->items, known->item_count);
    handout_add_roles(making);
    handout_add_rules(making, &known->rules, known->items, known->item_count);
    handout_add_page(making, topic.text.page ? topic.text.page : "");
    handout_add_dictionary(making, &topic.dictionary);
    handout_add_keys(making);
    return making->failed ? no_memory(err) : STATUS_OK;
}

enum status handout_make(const char *jam, const char *team, struct arena *arena,
                         struct handout *out, struct error *err)
{
    struct known known = {.title = ""};
    struct handout_making making = {.arena = arena, .out = out};
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
    const struct team *only = status == STATUS_OK && team ? find_team(&known, team, err) : NULL;
    if (status == STATUS_OK && team && !only)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = file_make_folder(folder, err);
    for (size_t i = 0; status == STATUS_OK && i < known.team_count; i++) {
        if (only && only != &known.teams[i])
            continue;
        status = write_one(jam, &known.teams[i], folder, err);
        *count += status == STATUS_OK;
    }
    arena_free(arena);
    return status;
}

enum status handout_keep(const char *jam, const struct handout_facts *facts, struct error *err)
{
    const char *const kept[][2] = {{META_JAM, facts->title},
                                   {META_DATE, facts->date},
                                   {META_PLACE, facts->place},
                                   {META_CONTACT, facts->contact}};
    struct db *db = NULL;
    enum status status = day_open(&db, jam, DB_WRITE, err);
    if (status == STATUS_OK)
        status = db_begin(db, err);
    for (size_t i = 0; status == STATUS_OK && i < sizeof kept / sizeof *kept; i++)
        if (kept[i][1])
            status = meta_set(db, kept[i][0], kept[i][1], err);
    if (status == STATUS_OK)
        status = db_commit(db, err);
    else if (db)
        db_rollback(db);
    db_close(db);
    return status;
}
