/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each run with its proof: how much, proposed and approved by whom, and whether it is gone. */

#include "mado-erasures-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-ledger.h"
#include "mado-roll-page.h"
#include "mado-term-erasure.h"

#define MADO_TYPE_ERASURES_PAGE (mado_erasures_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoErasuresPage, mado_erasures_page, MADO, ERASURES_PAGE, MadoRollPage)

struct _MadoErasuresPage {
  MadoRollPage parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoErasuresPage, mado_erasures_page, MADO_TYPE_ROLL_PAGE)

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
mark (GtkWidget *row, const MadoHandoverBook *book, const MadoEntity *erasure)
{
  const char *state = mado_entity_get_state (erasure);

  if (strcmp (state, MADO_TERM_ERASURE_PROPOSED) == 0)
    mado_roll_row_mark (row, C_ ("erasure", "Waits for the ward"), "desk");
  else if (strcmp (state, MADO_TERM_ERASURE_WITHDRAWN) == 0)
    mado_roll_row_mark (row, C_ ("erasure", "Taken back"), NULL);
  else if (!mado_handover_book_has_erased (book, erasure))
    mado_roll_row_mark (row, C_ ("erasure", "Not gone yet"), "overdue");
  else
    mado_roll_row_mark (row, C_ ("erasure", "Erased"), NULL);
}

static GtkWidget *
create_run (const MadoHandoverBook *book, const MadoEntity *erasure)
{
  yyjson_val *body = mado_entity_get_body (erasure);
  g_autofree char *content = mado_handover_words_dup_erased (erasure);
  g_autoptr (GString) text = g_string_new (content);
  GtkWidget *row;

  mado_handover_words_add_stamp (text, book->people, yyjson_obj_get (body, MADO_TERM_ERASURE_PROPOSED), _ ("proposed"));
  mado_handover_words_add_stamp (text, book->people, yyjson_obj_get (body, MADO_TERM_ERASURE_ERASED), _ ("approved"));
  mado_handover_words_add_stamp (text, book->people, yyjson_obj_get (body, MADO_TERM_ERASURE_WITHDRAWN),
                                 _ ("taken back"));
  row = mado_roll_row_new (mado_json_get_text (body, "number"), text->str);
  mark (row, book, erasure);

  return row;
}

static MadoLedger *
get_ledger (MadoRollPage *page)
{
  return mado_ledger_of (mado_bureau_get_session (mado_roll_page_get_bureau (page)));
}

static void
mado_erasures_page_load (MadoRollPage *page)
{
  const MadoHandoverBook *book = mado_ledger_get_book (get_ledger (page));
  AdwPreferencesGroup *group;

  if (book == NULL)
    return;
  if (book->erasures->len == 0) {
    mado_roll_page_show_empty (page, _ ("Nothing Was Erased Yet"),
                               _ ("What is over is counted and proposed at the contractor’s media ledger, and approved "
                                  "at the ward’s."));
    return;
  }
  mado_roll_page_begin (page);
  group =
      mado_roll_page_add_group (page, _ ("Erased at the End of Its Term"),
                                _ ("Proposed and approved at the media ledger, where the report of erasure is made, "
                                   "too. Two people sign each."));
  for (guint i = 0; i < book->erasures->len; i++)
    adw_preferences_group_add (group, create_run (book, g_ptr_array_index (book->erasures, i)));
  mado_roll_page_show (page);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void
mado_erasures_page_class_init (MadoErasuresPageClass *class)
{
  MADO_ROLL_PAGE_CLASS (class)->load = mado_erasures_page_load;
}

static void
mado_erasures_page_init (MadoErasuresPage *self)
{
}

static void
failed_cb (MadoLedger *ledger, const GError *error, MadoRollPage *page)
{
  mado_roll_page_fail (page, error);
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  AdwNavigationPage *page = mado_roll_page_create (MADO_TYPE_ERASURES_PAGE, place, session);

  g_signal_connect_object (mado_ledger_of (session), "changed", G_CALLBACK (mado_roll_page_load), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_ledger_of (session), "failed", G_CALLBACK (failed_cb), page, G_CONNECT_DEFAULT);

  return page;
}

static gboolean
is_for (MadoSession *session)
{
  static const char *const of_ledger[] = { "handover", "receive", "oversee" };
  const MadoPerson *person = mado_session_get_person (session);
  const MadoProgramme *programme = mado_session_get_programme (session);

  for (gsize i = 0; i < G_N_ELEMENTS (of_ledger); i++)
    if (mado_policy_has_duty (person, programme, of_ledger[i]))
      return FALSE;

  return mado_policy_has_duty (person, programme, "people");
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  mado_roll_page_add_place (kind, _ ("Erasures"), is_for (session), places);
}

const MadoPageKind mado_erasures_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "erasures", .counts_itself = TRUE
};
