/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

typedef struct _MadoPageKind MadoPageKind;

/* An entry of the sidebar: somewhere to work. Notifies of "count". */
#define MADO_TYPE_PLACE (mado_place_get_type ())
G_DECLARE_FINAL_TYPE (MadoPlace, mado_place, MADO, PLACE, GObject)

/* A kind of page. Its own page is the first of a navigation view; where that is a MadoCaseRun, its cases open on top
 * of it. */
struct _MadoPageKind {
  void (*add_places) (const MadoPageKind *self, MadoSession *session, GListStore *places);
  AdwNavigationPage *(*create_page) (MadoPlace *place, MadoSession *session);
  const char *help;       /* the page of the manual */
  gboolean counts_itself; /* its places know how much waits there; else the list of that name is counted */
};

/* All of them, in the order of the sidebar. Ends with %NULL. A new kind of page is a line there. */
extern const MadoPageKind *const mado_page_kinds[];

#define MADO_PLACE_NOT_COUNTED (-1)

MadoPlace *mado_place_new (const MadoPageKind *kind, const char *subject, const char *title) G_GNUC_WARN_UNUSED_RESULT;
void mado_place_set_count (MadoPlace *self, gint64 count);

const MadoPageKind *mado_place_get_kind (MadoPlace *self);
const char *mado_place_get_subject (MadoPlace *self);
const char *mado_place_get_title (MadoPlace *self);
gint64 mado_place_get_count (MadoPlace *self);

GListStore *mado_places_new (MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
