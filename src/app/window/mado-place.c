/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The entries of the sidebar, and the table of the kinds of pages behind them. */

#include "mado-place.h"

#include "mado-accounts-page.h"
#include "mado-audit-page.h"
#include "mado-batches-page.h"
#include "mado-course-page.h"
#include "mado-dashboard-page.h"
#include "mado-erasures-page.h"
#include "mado-handlers-page.h"
#include "mado-inquiries-page.h"
#include "mado-intake-page.h"
#include "mado-ledger-page.h"
#include "mado-letters-page.h"
#include "mado-list-page.h"
#include "mado-lists-page.h"
#include "mado-programme-page.h"
#include "mado-service-page.h"
#include "mado-terminals-page.h"

/* A line each, so that two kinds that come on two branches do not meet. */
/* clang-format off */
const MadoPageKind *const mado_page_kinds[] = {
  &mado_dashboard_page_kind,
  &mado_list_page_kind,
  &mado_ledger_page_kind,
  &mado_intake_page_kind,
  &mado_batches_page_kind,
  &mado_inquiries_page_kind,
  &mado_letters_page_kind,
  &mado_course_page_kind,
  &mado_accounts_page_kind,
  &mado_handlers_page_kind,
  &mado_terminals_page_kind,
  &mado_audit_page_kind,
  &mado_service_page_kind,
  &mado_programme_page_kind,
  &mado_lists_page_kind,
  &mado_erasures_page_kind,
  NULL,
};
/* clang-format on */

struct _MadoPlace {
  GObject parent_instance;

  const MadoPageKind *kind;
  char *subject;
  char *title;
  gint64 count;
};

G_DEFINE_FINAL_TYPE (MadoPlace, mado_place, G_TYPE_OBJECT)

enum {
  PROP_COUNT = 1,
};

static GParamSpec *properties[PROP_COUNT + 1];

static void
mado_place_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_COUNT)
    g_value_set_int64 (value, MADO_PLACE (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
mado_place_finalize (GObject *object)
{
  MadoPlace *self = MADO_PLACE (object);

  g_free (self->subject);
  g_free (self->title);

  G_OBJECT_CLASS (mado_place_parent_class)->finalize (object);
}

static void
mado_place_class_init (MadoPlaceClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = mado_place_get_property;
  object_class->finalize = mado_place_finalize;

  properties[PROP_COUNT] =
      g_param_spec_int64 ("count", NULL, NULL, MADO_PLACE_NOT_COUNTED, G_MAXINT64, MADO_PLACE_NOT_COUNTED,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mado_place_init (MadoPlace *self)
{
  self->count = MADO_PLACE_NOT_COUNTED;
}

/**
 * mado_place_new:
 * @kind: a kind of page
 * @subject: the work list that is there; "" where there is none, and nothing waits
 * @title: for people
 *
 * Returns: (transfer full): an entry of the sidebar
 */
MadoPlace *
mado_place_new (const MadoPageKind *kind, const char *subject, const char *title)
{
  MadoPlace *self = g_object_new (MADO_TYPE_PLACE, NULL);

  self->kind = kind;
  self->subject = g_strdup (subject);
  self->title = g_strdup (title);

  return self;
}

/**
 * mado_place_set_count:
 * @self: a place
 * @count: how much waits there, or %MADO_PLACE_NOT_COUNTED
 */
void
mado_place_set_count (MadoPlace *self, gint64 count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

/**
 * mado_place_get_kind:
 * @self: a place
 *
 * Returns: (transfer none): what kind of page is there
 */
const MadoPageKind *
mado_place_get_kind (MadoPlace *self)
{
  return self->kind;
}

/**
 * mado_place_get_subject:
 * @self: a place
 *
 * Returns: (transfer none): which of its kind
 */
const char *
mado_place_get_subject (MadoPlace *self)
{
  return self->subject;
}

/**
 * mado_place_get_title:
 * @self: a place
 *
 * Returns: (transfer none): how people call it
 */
const char *
mado_place_get_title (MadoPlace *self)
{
  return self->title;
}

/**
 * mado_place_get_count:
 * @self: a place
 *
 * Returns: how much waits there, or %MADO_PLACE_NOT_COUNTED
 */
gint64
mado_place_get_count (MadoPlace *self)
{
  return self->count;
}

/**
 * mado_places_new:
 * @session: a session
 *
 * Returns: (transfer full) (element-type MadoPlace): where this person works
 */
GListStore *
mado_places_new (MadoSession *session)
{
  GListStore *places = g_list_store_new (MADO_TYPE_PLACE);

  for (const MadoPageKind *const *kind = mado_page_kinds; *kind != NULL; kind++)
    (*kind)->add_places (*kind, session, places);

  return places;
}
