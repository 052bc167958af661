/* The verb `new`: makes a jam. Its teams are in team.c. */
#include <string.h>

#include "core/base/arena.h"
#include "core/service/day.h"
#include "core/service/jam_make.h"
#include "tui/cli/verbs.h"

static const struct cli_option new_options[] = {
    {.name = "agenda", .place = "FILE", .help = TEXT_NEW_OPTION_AGENDA},
    {.name = "topics", .place = "FOLDER", .help = TEXT_NEW_OPTION_TOPICS},
    {.name = "group", .place = "GROUP", .help = TEXT_NEW_OPTION_GROUP},
    {.name = "closed", .help = TEXT_NEW_OPTION_CLOSED},
    {.name = "leads", .place = "GROUP", .help = TEXT_NEW_OPTION_LEADS},
    {.name = "as", .place = "NAME", .help = TEXT_CLOCK_OPTION_AS},
    {.name = NULL},
};

/* It can be run, but is hardly what was meant. */
static void note_gaps(struct cli *cli, const char *folder)
{
    struct db *db = NULL;
    struct day_loaded loaded = {.log = NULL};
    struct arena *arena = arena_new();
    if (arena && day_open(&db, folder, DB_READ, NULL) == STATUS_OK &&
        day_load(db, arena, &loaded, NULL) == STATUS_OK) {
        const struct agenda_item *items = loaded.day.items;
        for (size_t i = 0; i < loaded.day.count; i++) {
            int minutes = 0;
            enum agenda_gap gap = agenda_gap_behind(items, loaded.day.count, i, &minutes);
            if (gap != AGENDA_FITS)
                cli_note(cli, gap == AGENDA_HOLE ? TEXT_JAM_AGENDA_HOLE : TEXT_JAM_AGENDA_OVERLAP,
                         TEXT_VALUES(text_string("title", items[i].title),
                                     text_string("next", items[i + 1].title),
                                     text_number("minutes", minutes)));
        }
    }
    db_close(db);
    arena_free(arena);
}

static int run_new(struct cli *cli)
{
    const struct jam_wish wish = {.folder = cli_operand(cli, 0),
                                  .agenda = cli_value(cli, "agenda"),
                                  .topics = cli_value(cli, "topics"),
                                  .group = cli_value(cli, "group"),
                                  .closed = cli_has(cli, "closed") || cli_has(cli, "leads"),
                                  .leads = cli_value(cli, "leads"),
                                  .by = cli_who(cli)};
    struct error err = {0};
    if (!wish.agenda)
        return cli_wrong(cli, TEXT_NEW_NEEDS_AGENDA, NULL);
    if (jam_make(&wish, &err) != STATUS_OK)
        return cli_fail(cli, &err);
    note_gaps(cli, wish.folder);
    cli_print(cli, TEXT_NEW_MADE, TEXT_VALUES(text_string("folder", wish.folder)));
    return EXIT_DONE;
}

const struct verb verb_new = {
    .name = "new",
    .operands = "JAM",
    .summary = TEXT_NEW_SUMMARY,
    .examples = TEXT_NEW_EXAMPLES,
    .more = TEXT_NEW_MORE,
    .least = 1,
    .most = 1,
    .options = new_options,
    .run = run_new,
};
