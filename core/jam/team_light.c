/* The light of a team. A deck stays ready when people leave for lunch, so it comes first. */
#include "core/jam/team_light.h"

enum { FRESH_MS = 20 * 60 * 1000 };

enum team_light team_light(const struct team_signs *signs)
{
    if (signs->deck.findings > 0 && signs->deck.without == 0)
        return LIGHT_READY;
    if (signs->people == 0)
        return LIGHT_NOBODY;
    if (signs->findings > 0)
        return LIGHT_FINDINGS;
    return signs->work_ms && signs->now_ms - signs->work_ms < FRESH_MS ? LIGHT_WORKING : LIGHT_HERE;
}

enum text_id team_light_words(enum team_light light)
{
    static const enum text_id words[TEAM_LIGHTS] = {[LIGHT_NOBODY] = TEXT_LIGHT_NOBODY,
                                                    [LIGHT_HERE] = TEXT_LIGHT_HERE,
                                                    [LIGHT_WORKING] = TEXT_LIGHT_WORKING,
                                                    [LIGHT_FINDINGS] = TEXT_LIGHT_FINDINGS,
                                                    [LIGHT_READY] = TEXT_LIGHT_READY};
    return words[light];
}
