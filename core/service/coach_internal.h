/* For the files of the coach's reading only. */
#ifndef DATAJAM_SERVICE_COACH_INTERNAL_H
#define DATAJAM_SERVICE_COACH_INTERNAL_H

#include "core/base/card.h"
#include "core/service/coach.h"

/* A card that is on the board: what it adds to the signs of its team. */
void coach_add_sign(struct check_in_signs *signs, enum card_kind kind, bool starred,
                    size_t evidence, const char *caveat);

/* The rest of the signs, once all else of the team is known, and whether a coach is due. */
void coach_judge_round(const struct coach_jam *jam, struct coach_team *team, int64_t now_ms);

/* The group that may read a team's file that this account may not, in arena; "": none may. */
const char *coach_barring_group(const char *team_file, struct arena *arena);

/* The order of a round, for qsort: teams that wait for a coach, those that need one more first;
 * those a coach is with; those that had theirs. */
int coach_in_round(const void *a, const void *b);

#endif
