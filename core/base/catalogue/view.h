/* Views, pivots, statistics. */
TEXT(VIEW_BAD, "this saved view can't be read ({reason}); make it again from the dataset")
TEXT(VIEW_NEWER, "a newer datajam saved this view; open it with that one")
