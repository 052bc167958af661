/* What the Board pane remembers, and what its files do for each other. */
#ifndef DATAJAM_PANE_BOARD_STATE_H
#define DATAJAM_PANE_BOARD_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/jam/board_form.h"
#include "core/service/board.h"
#include "core/service/draft.h"
#include "core/service/evidence.h"
#include "core/store/log.h"
#include "core/store/person.h"
#include "tui/console/command.h"
#include "tui/console/job.h"
#include "tui/console/pane.h"
#include "tui/pane/board_layout.h"
#include "tui/pane/board_view.h"
#include "tui/pane/work.h"

/* Jobs of one lane replace each other. */
enum board_lane {
    BOARD_LANE_EACH,  /* changes: every one is answered */
    BOARD_LANE_READ,  /* the board anew */
    BOARD_LANE_TAKE,  /* figures of what is to be pinned */
    BOARD_LANE_CHECK, /* have the figures of evidence changed? */
    BOARD_LANE_LOOK,  /* one piece of evidence: to show, or to open as a view */
    BOARD_LANE_PAST,  /* the history of a card */
    BOARD_LANE_METHODS,
    BOARD_LANE_KEEP, /* drafts */
    BOARD_LANE_ADOPT,
    BOARD_LANE_DECK,      /* slides */
    BOARD_LANE_REPORT,    /* files of them */
    BOARD_LANE_LEAD,      /* the lead's screen, */
    BOARD_LANE_LEAD_CHECK /* and what it says of figures */
};

/* The board as it was last read. */
struct board_read_back {
    struct board board;
    struct person *people;
    size_t person_count;
    struct log_entry *entries; /* the last ones, the newest first */
    size_t entry_count;
    uint64_t ground; /* another one when any figure may have changed */
};

struct method;

struct board_checked {
    const char *uuid;
    enum evidence_state state;
};

/* What stands in the form; NULL: none is open. */
struct board_writing {
    struct arena *arena;
    struct draft *draft;
    uint64_t number; /* of the form, from 1: whose answer it is when one comes late */
    bool edited;     /* there is something to be lost */
};

/* What was left without saving. */
enum { BOARD_DRAFTS = 120 };
struct board_kept {
    struct arena *arena;
    struct draft *draft;
};

struct board_state {
    struct work *work;
    struct arena *home; /* of what was read */
    struct board_read_back *read;
    struct board_view view;
    struct board_layout layout;
    bool stale_view; /* the view is to be made anew */

    int64_t cursor; /* id of the card; 0: none */
    struct board_place_in at;
    enum board_filter filter;
    char tag[64];
    int64_t target; /* the card that is pinned to; 0: each pin makes a finding */

    struct board_writing writing;
    uint64_t writings; /* so many forms have been opened */
    struct board_kept drafts[BOARD_DRAFTS];
    size_t draft_count;
    bool adopting; /* those of consoles that have died are being looked for */
    bool not_kept; /* the last change could not be kept on the disk */

    struct arena *checks_home;
    struct board_checked *checks;
    size_t check_count;
    uint64_t checked_ground;
    uint64_t checking_ground;

    /* What a list on the screen is of. */
    int64_t *choices;
    struct arena *texts_home;
    const char **texts;
    const char *chosen_for; /* UUID of a rival, in home */
    int64_t assigning;      /* the card that somebody is to look at */
    struct arena *methods_home;
    const struct method *methods;
    size_t method_count;
};

static inline struct board_state *board_state(const struct pane *pane)
{
    return pane->state;
}

/* board.c */
const struct card *board_current(const struct pane *pane); /* NULL: none */
bool board_has_card(const struct pane *pane);
bool board_can_write(const struct pane *pane); /* there is a team file */
void board_go(struct pane *pane, struct board_place_in at);
const struct card *board_find_card(const struct pane *pane, int64_t id);
size_t board_count_evidence(const struct pane *pane, const struct card *card);
size_t board_count_rivals(const struct pane *pane, const struct card *card);
size_t board_count_links(const struct pane *pane, const struct card *card);
/* The worst that is known of a card's evidence. */
enum evidence_state board_evidence_state(const struct pane *pane, const struct card *card);
enum evidence_state board_piece_state(const struct pane *pane, const struct evidence *evidence);
/* A verdict that nothing is pinned for. */
bool board_lacks_evidence(const struct pane *pane, const struct card *card);
bool board_is_unsettled(const void *pane, const struct card *card);
/* The start of what a card says, in arena or as a new string of the catalogue's size. */
void board_card_words(const struct card *card, char *out, size_t size);

/* board_job.c: what changes the file. */
enum board_wish_kind {
    WISH_READ,
    WISH_ADD,
    WISH_EDIT,
    WISH_PLACE,
    WISH_STAR,
    WISH_ARCHIVE,
    WISH_LINKS,
    WISH_UNDO,
    WISH_REDO,
    WISH_SETTLE,
    WISH_PIN,
    WISH_UNPIN,
    WISH_FRAME,
    WISH_KINDS
};

struct board_wish {
    enum board_wish_kind kind;
    struct job *job; /* strings are to be in its arena */
    const char *by;
    int64_t card;
    uint64_t writing; /* the form that it comes from; 0: none */
    enum board_column column;
    int64_t before;
    bool on;
    struct board_new new;
    struct board_edit *edits;
    size_t edit_count;
    int64_t *links; /* of WISH_LINKS: all that it is to be tied to */
    size_t link_count;
    const char *uuid; /* of a rival, or of evidence */
    enum board_settle settle;
    const struct evidence *evidence;
    const char *const *parts; /* of WISH_FRAME: title, hint, title, hint, … */
    size_t part_count;

    enum text_id said;      /* when it is done; {card} and {value} are filled in */
    const char *said_card;  /* "" : that of the card */
    const char *said_value; /* "" */
};

/* NULL: no memory (and it was said). */
struct board_wish *board_wish(struct pane *pane, enum board_wish_kind kind, int64_t card);
void board_submit(struct board_wish *wish);
void board_read_anew(struct pane *pane);
void board_take_reply(struct pane *pane, struct job *job);
bool board_undo_step(struct pane *pane);
bool board_redo_step(struct pane *pane);

/* board_check.c */
void board_check_evidence(struct pane *pane);
void board_take_checks(struct pane *pane, struct job *job);

/* board_edit.c: forms. */
void board_edit_card(struct pane *pane, const struct card *card);
void board_new_card(struct pane *pane, enum card_kind kind, const char *text,
                    const struct evidence *evidence);
/* The wish of a form has come back; id: of its card, when it was done. True: its form is the one
 * on the screen, and has said what there is to say of a failure. */
bool board_edit_done(struct pane *pane, const struct board_wish *wish, const struct job *job,
                     int64_t id);
void board_open_draft(struct pane *pane, size_t index);
void board_command_new(struct pane *pane);
void board_command_edit(struct pane *pane);

/* board_drafts.c */
void board_keep_drafts(struct pane *pane);
void board_keep_at_the_end(struct pane *pane);
bool board_keep_as_draft(struct pane *pane, const struct draft *draft); /* a copy */
void board_drop_draft(struct board_state *state, size_t index);
size_t board_find_draft(const struct board_state *state, int64_t card);
void board_adopt_drafts(struct pane *pane);
void board_take_kept(struct pane *pane, struct job *job);
void board_take_adopted(struct pane *pane, struct job *job);
void board_command_drafts(struct pane *pane);
void board_command_drop_draft(struct pane *pane);

/* board_frame.c: the problem. */
void board_command_frame(struct pane *pane);
void board_take_methods(struct pane *pane, struct job *job);

/* board_choose.c: lists. */
/* A change of one field of a card; said when it is done. */
void board_set_field(struct pane *pane, int64_t id, enum card_field field, const char *text,
                     enum text_id said);
/* Texts of a list: the board may be read anew while it is open. NULL: no memory. */
const char **board_keep_texts(struct pane *pane, const char *const *texts, size_t count);
void board_command_move(struct pane *pane);
void board_command_tags(struct pane *pane);
void board_command_theme(struct pane *pane);
void board_command_links(struct pane *pane);
void board_command_archived(struct pane *pane);
void board_command_filter(struct pane *pane);
void board_command_settle(struct pane *pane);
void board_command_kind(struct pane *pane);

/* board_assign.c: who looks at it. */
void board_command_assign(struct pane *pane);
void board_assign_card(struct pane *pane, int64_t id);
void board_give_card(struct pane *pane, int64_t id, const char *person);

/* board_pin.c */
void board_pin_from(struct pane *pane, const char *from);
void board_take_figures(struct pane *pane, struct job *job);
void board_open_evidence(struct pane *pane, const char *uuid);
void board_show_evidence(struct pane *pane, const char *uuid);
void board_take_look(struct pane *pane, struct job *job);

/* board_card.c: all that a card says. */
void board_command_open(struct pane *pane);
void board_open_card(struct pane *pane, int64_t id);
void board_command_history(struct pane *pane);
void board_take_past(struct pane *pane, struct job *job);
void board_refresh_card(struct pane *pane); /* the one that is open, after a change */

/* board_draw.c */
void board_draw(const struct pane *pane, const struct surface *surface);
void board_caption(const struct pane *pane, struct buffer *out);
void board_status(const struct pane *pane, struct buffer *out);
void board_describe(const struct pane *pane, struct buffer *out);

/* board_commands.c */
enum { BOARD_COMMAND_COUNT = 30 };
extern const struct command board_commands[BOARD_COMMAND_COUNT];

#endif
