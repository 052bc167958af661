/* The round of check-ins over all teams of a jam: who is next, and going there. */
#include <string.h>
#include <strings.h>

#include "core/base/clock.h"
#include "core/service/check_in.h"
#include "core/service/coach_internal.h"

void coach_add_sign(struct check_in_signs *signs, enum card_kind kind, bool starred,
                    size_t evidence, const char *caveat)
{
    signs->questions += kind == CARD_QUESTION;
    signs->obstacles += kind == CARD_OBSTACLE;
    if (kind != CARD_FINDING)
        return;
    signs->findings++;
    signs->bare += evidence == 0;
    signs->careless += *caveat == '\0';
    signs->deck += starred;
}

static bool somebody_comes(const struct coach_team *team)
{
    for (size_t i = 0; i < team->desk.count; i++)
        if (team->desk.requests[i].state == HELP_COMING)
            return true;
    return false;
}

void coach_judge_round(const struct coach_jam *jam, struct coach_team *team, int64_t now_ms)
{
    team->signs.made = team->work_ms > 0;
    team->signs.calls = team->desk.count;
    team->signs.seen = team->signs.made || team->desk.count > 0 ||
                       coach_person_at(team, team->check_in.coach) != NULL;
    team->due = jam->round && check_in_is_open(&team->check_in, now_ms) && !somebody_comes(team);
}

static int place(const struct coach_team *team)
{
    return team->due ? 0 : team->check_in.state == CHECK_IN_DONE ? 2 : 1;
}

int coach_in_round(const void *a, const void *b)
{
    const struct coach_team *left = a, *right = b;
    int order = place(left) - place(right);
    if (order == 0 && left->due)
        order = check_in_compare(&left->signs, &right->signs);
    return order ? order : strcasecmp(left->name, right->name);
}

const struct coach_team *coach_next_team(const struct coach_jam *jam)
{
    for (size_t i = 0; i < jam->team_count; i++)
        if (jam->teams[i].due)
            return &jam->teams[i];
    return NULL;
}

const struct coach_team *coach_team_of(const struct coach_jam *jam, const char *who)
{
    for (size_t i = 0; i < jam->team_count; i++)
        if (check_in_is_of(&jam->teams[i].check_in, who))
            return &jam->teams[i];
    return NULL;
}

const struct presence *coach_person_at(const struct coach_team *team, const char *who)
{
    const struct presence *found = NULL;
    for (size_t i = 0; i < team->people_count; i++) {
        const struct presence *one = &team->people[i];
        if (!one->coach && strcmp(one->person, who) != 0 &&
            (!found || one->input_ms > found->input_ms))
            found = one;
    }
    return found;
}

enum status coach_check_in(const struct coach_jam *jam, const struct coach_team *team,
                           enum check_in_move move, const char *who, const char *note,
                           struct error *err)
{
    const struct coach_team *at = coach_team_of(jam, who);
    struct db *db = NULL;
    if (move == CHECK_IN_TAKE && at && at != team &&
        !check_in_lapsed(&at->check_in, clock_now_ms()))
        return error_set(err, STATUS_STALE, TEXT_CHECK_IN_ELSEWHERE,
                         TEXT_VALUES(text_string("team", at->name)));
    struct arena *arena = arena_new();
    enum status status = arena ? db_open(&db, team->path, DB_TEAM, DB_WRITE, err)
                               : error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    if (status == STATUS_OK)
        status = check_in_do(db, arena, move, who, note, err);
    db_close(db);
    arena_free(arena);
    return status;
}
