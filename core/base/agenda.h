/* An item of the agenda: what a jam file keeps and the rules of the day work with. */
#ifndef DATAJAM_BASE_AGENDA_H
#define DATAJAM_BASE_AGENDA_H

#include <stdbool.h>

/* One phase of the day. */
struct agenda_item {
    const char *title;
    const char *kind; /* "kick-off", "analysis", "lunch", "showcase", …, or "" */
    int starts;       /* minutes after midnight, as planned */
    int minutes;      /* how long */
    bool fixed;       /* begins at its time whatever came before */
    const char *note; /* for the facilitator, or "" */
};

#endif
