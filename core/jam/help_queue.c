/* The rules of the queue. A request that is taken up again keeps the time of its asking, and
 * so its place in front. */
#include "core/jam/help_queue.h"

#include <stdlib.h>
#include <string.h>

#define BIT(state) (1U << (state))

static const struct {
    const char *name;
    unsigned from; /* states in which it can be done */
    enum text_id refused;
} moves[HELP_MOVES] = {
    [HELP_CLAIM] = {"claim", BIT(HELP_ASKED), TEXT_HELP_NOT_WAITING},
    [HELP_RELEASE] = {"release", BIT(HELP_COMING), TEXT_HELP_NOT_CLAIMED},
    [HELP_FINISH] = {"finish", BIT(HELP_ASKED) | BIT(HELP_COMING), TEXT_HELP_IS_OVER},
    [HELP_CANCEL] = {"cancel", BIT(HELP_ASKED) | BIT(HELP_COMING), TEXT_HELP_IS_OVER},
    [HELP_REOPEN] = {"reopen", BIT(HELP_DONE) | BIT(HELP_CANCELLED), TEXT_HELP_IS_OPEN},
    [HELP_CLOSE] = {"finish", BIT(HELP_ASKED) | BIT(HELP_COMING), TEXT_HELP_IS_OVER},
    [HELP_TAKE_OVER] = {"take over", BIT(HELP_COMING), TEXT_HELP_NOBODYS},
};

const char *help_move_name(enum help_move move)
{
    return moves[move].name;
}

enum text_id help_refused(const struct help_request *request, enum help_move move, const char *who)
{
    bool own = strcmp(request->coach, who) == 0;
    if (!(moves[move].from & BIT(request->state))) {
        if (move == HELP_CLAIM && request->state == HELP_COMING)
            return own ? TEXT_HELP_YOURS : TEXT_HELP_TAKEN;
        return move == HELP_TAKE_OVER && !help_is_open(request) ? TEXT_HELP_IS_OVER
                                                                : moves[move].refused;
    }
    /* Only who has taken it gives it back or ends it: otherwise two coaches could pull at one
     * call, and the team would read that one has closed it who has not. */
    if (move == HELP_RELEASE && !own)
        return TEXT_HELP_NOT_YOURS;
    if (move == HELP_CLOSE && request->state == HELP_COMING && !own)
        return TEXT_HELP_NOT_YOURS_TO_CLOSE;
    if (move == HELP_TAKE_OVER && own)
        return TEXT_HELP_YOURS;
    return TEXT_NONE;
}

void help_after(struct help_request *request, enum help_move move, const char *who, const char *tip,
                int64_t now_ms)
{
    switch (move) {
    case HELP_CLAIM:
    case HELP_TAKE_OVER:
        request->state = HELP_COMING;
        request->coach = who;
        request->claimed_ms = now_ms;
        break;
    case HELP_RELEASE:
    case HELP_REOPEN:
        request->state = HELP_ASKED;
        request->coach = "";
        request->claimed_ms = 0;
        request->ended_ms = 0;
        break;
    case HELP_CLOSE:
    case HELP_FINISH:
    case HELP_CANCEL:
        request->state = move == HELP_CANCEL ? HELP_CANCELLED : HELP_DONE;
        request->ended_ms = now_ms;
        if (move == HELP_CLOSE) /* also one that nobody had taken */
            request->coach = who;
        if (move != HELP_CANCEL && tip)
            request->tip = tip;
        break;
    case HELP_MOVES:
        break;
    }
    request->place = 0; /* whoever sees the whole queue tells it anew */
}

int64_t help_waited_ms(const struct help_request *request, int64_t now_ms)
{
    int64_t until = request->claimed_ms ? request->claimed_ms
                    : request->ended_ms ? request->ended_ms
                                        : now_ms;
    return until > request->at_ms ? until - request->at_ms : 0;
}

static int rank(const struct help_request *request)
{
    return request->state == HELP_ASKED ? 0 : request->state == HELP_COMING ? 1 : 2;
}

static int compare_times(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

static int compare(const void *a, const void *b)
{
    const struct help_request *left = *(const struct help_request *const *)a;
    const struct help_request *right = *(const struct help_request *const *)b;
    int order = rank(left) - rank(right);
    if (order == 0)
        order = rank(left) < 2 ? compare_times(left->at_ms, right->at_ms)
                               : compare_times(right->ended_ms, left->ended_ms);
    return order ? order : strcmp(left->uuid, right->uuid);
}

void help_order(const struct help_request **requests, size_t count)
{
    if (count > 0)
        qsort(requests, count, sizeof *requests, compare);
}

void help_places(const struct help_request *const *requests, size_t count, int64_t *places)
{
    int64_t next = 1;
    for (size_t i = 0; i < count; i++)
        places[i] = requests[i]->state == HELP_ASKED ? next++ : 0;
}
