/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl handover due|erase|approve|preserve|lift`: what is erased at the end of its term, by two people. */

#include <gio/gio.h>
#include <string.h>

#include "ctl-handover.h"
#include "ctl-packet.h"
#include "ctl-profile.h"
#include "mado-handover-signing.h"
#include "mado-json-member.h"
#include "mado-personal-key.h"
#include "mado-preservation.h"
#include "mado-term-due.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static gboolean
sign (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverStep *step, GError **error)
{
  g_autoptr (MadoSecret) password = mado_ctl_read_password (call, error);
  g_autoptr (MadoSigningKey) key =
      password != NULL ? mado_personal_key_unlock (mado_desk_get_path (desk), password, error) : NULL;

  return key != NULL && mado_handover_sign (desk, step, key, mado_instant_now (), error);
}

typedef gboolean (*Act) (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverBook *book, GError **error);

static MadoCtlStatus
run (MadoCtlCall *call, const char *const *needed, Act act)
{
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoHandoverBook) book = NULL;
  g_autoptr (GError) error = NULL;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  desk = mado_ctl_handover_open_desk (call, &status);
  if (desk == NULL)
    return status;
  book = mado_ctl_handover_load_book (desk, &error);

  return book != NULL && act (call, desk, book, &error) ? MADO_CTL_OK : mado_ctl_handover_refuse (call, error);
}

/* --- due ---------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoDesk *desk;
  const MadoHandoverBook *book;
  MadoDate today;
  MadoTermDue *due;
} Search;

static void
find_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Search *search = request;
  GError *error = NULL;

  search->due =
      mado_term_due_find (database, mado_desk_get_programme (search->desk), search->book, search->today, &error);
  if (search->due != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static MadoTermDue *
find_due (MadoDesk *desk, const MadoHandoverBook *book, GError **error)
{
  Search search = { desk, book, mado_instant_get_japanese_day (mado_instant_now ()), NULL };

  return mado_desk_do_and_wait (desk, MADO_DESK_SEARCHER, find_work, &search, error) ? search.due : NULL;
}

static void
answer_due (MadoCtlCall *call, const MadoTermDue *due)
{
  for (const MadoTermErasureList *list = mado_term_erasure_lists; list->list != NULL; list++)
    mado_ctl_answer_number (call, list->list, due->ids[list - mado_term_erasure_lists]->len);
  mado_ctl_answer_number (call, "count", due->count);
  if (mado_date_is_valid (due->until)) {
    char iso[MADO_DATE_ISO_SIZE];

    mado_date_to_iso (due->until, iso);
    mado_ctl_answer_string (call, "until", iso);
  }
  mado_ctl_answer_number (call, "preserved", due->n_preserved);
  mado_ctl_answer_number (call, "proposed", due->n_proposed);
  mado_ctl_answer_number (call, "unsettled", due->n_unsettled);
  mado_ctl_answer_flag (call, "more", due->has_more);
}

static void
answer_erasures (MadoCtlCall *call, const MadoHandoverBook *book)
{
  json_builder_set_member_name (call->answer, "erasures");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < book->erasures->len; i++) {
    const MadoEntity *erasure = g_ptr_array_index (book->erasures, i);
    yyjson_val *body = mado_entity_get_body (erasure);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "number", mado_json_get_text (body, "number"));
    mado_ctl_answer_string (call, "state", mado_entity_get_state (erasure));
    mado_ctl_answer_flag (call, "gone", mado_handover_book_has_erased (book, erasure));
    mado_ctl_answer_number (call, "count", mado_term_erasure_count (erasure));
    mado_ctl_answer_string (call, "proposed_by", mado_json_get_text (yyjson_obj_get (body, "proposed"), "by"));
    mado_ctl_answer_string (call, "erased_by", mado_json_get_text (yyjson_obj_get (body, "erased"), "by"));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_preservations (MadoCtlCall *call, const MadoHandoverBook *book)
{
  json_builder_set_member_name (call->answer, "preservations");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < book->preservations->len; i++) {
    const MadoEntity *preservation = g_ptr_array_index (book->preservations, i);
    yyjson_val *body = mado_entity_get_body (preservation);
    char id[MADO_ID_TEXT_SIZE];

    mado_id_to_text (mado_entity_get_id (preservation), id);
    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "id", id);
    mado_ctl_answer_string (call, "state", mado_entity_get_state (preservation));
    mado_ctl_answer_string (call, "subject", mado_json_get_text (body, "subject"));
    mado_ctl_answer_string (call, "by", mado_json_get_text (yyjson_obj_get (body, "held"), "by"));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static gboolean
tell_due (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverBook *book, GError **error)
{
  g_autoptr (MadoTermDue) due = find_due (desk, book, error);

  if (due == NULL)
    return FALSE;
  answer_due (call, due);
  answer_erasures (call, book);
  answer_preservations (call, book);

  return TRUE;
}

static MadoCtlStatus
run_due (MadoCtlCall *call)
{
  static const char *const needed[] = { NULL };

  return run (call, needed, tell_due);
}

/* --- erase -------------------------------------------------------------------------------------------------------- */

static gboolean
propose (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverBook *book, GError **error)
{
  g_autoptr (MadoTermDue) due = find_due (desk, book, error);
  g_autoptr (yyjson_mut_doc) doc = NULL;

  if (due == NULL)
    return FALSE;
  answer_due (call, due);
  if (due->count == 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing can be erased: no term is over");
    return FALSE;
  }
  doc = mado_term_due_write (due, mado_ctl_get_option (call, "id"));

  const MadoHandoverStep step = { "erasure.propose", mado_id_draw (), 0, yyjson_mut_doc_get_root (doc) };

  return sign (call, desk, &step, error);
}

static MadoCtlStatus
run_erase (MadoCtlCall *call)
{
  static const char *const needed[] = { "id", NULL };

  return run (call, needed, propose);
}

/* --- approve ------------------------------------------------------------------------------------------------------ */

static const MadoEntity *
find_erasure (MadoCtlCall *call, const MadoHandoverBook *book, GError **error)
{
  const char *number = mado_ctl_get_option (call, "number");

  for (guint i = 0; i < book->erasures->len; i++) {
    const MadoEntity *erasure = g_ptr_array_index (book->erasures, i);

    if (strcmp (mado_json_get_text (mado_entity_get_body (erasure), "number"), number) == 0)
      return erasure;
  }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no erasure with this number");

  return NULL;
}

static gboolean
settle (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverBook *book, GError **error)
{
  const MadoEntity *erasure = find_erasure (call, book, error);
  const char *reason = mado_ctl_get_option (call, "withdraw");
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (erasure == NULL)
    return FALSE;
  if (reason != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "reason", reason);
  else
    yyjson_mut_obj_add_uint (doc, body, "count", mado_term_erasure_count (erasure));
  mado_ctl_answer_number (call, "count", mado_term_erasure_count (erasure));

  const MadoHandoverStep step = { reason != NULL ? "erasure.withdraw" : "erasure.approve", mado_entity_get_id (erasure),
                                  mado_entity_get_version (erasure), body };

  return sign (call, desk, &step, error);
}

static MadoCtlStatus
run_approve (MadoCtlCall *call)
{
  static const char *const needed[] = { "number", NULL };

  return run (call, needed, settle);
}

/* --- preserve ----------------------------------------------------------------------------------------------------- */

static gboolean
preserve (MadoCtlCall *call, MadoDesk *desk, G_GNUC_UNUSED const MadoHandoverBook *book, GError **error)
{
  const char *subject = mado_ctl_get_option (call, "case");
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { "preservation.begin", mado_id_draw (), 0, body };

  yyjson_mut_obj_add_strcpy (doc, body, "reason", mado_ctl_get_option (call, "reason"));
  if (subject != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "subject", subject);

  return sign (call, desk, &step, error);
}

static MadoCtlStatus
run_preserve (MadoCtlCall *call)
{
  static const char *const needed[] = { "reason", NULL };

  return run (call, needed, preserve);
}

static const MadoEntity *
find_preservation (MadoCtlCall *call, const MadoHandoverBook *book, GError **error)
{
  const MadoId id = mado_id_from_text (mado_ctl_get_option (call, "id"));

  for (guint i = 0; i < book->preservations->len; i++)
    if (mado_id_compare (mado_entity_get_id (g_ptr_array_index (book->preservations, i)), id) == 0)
      return g_ptr_array_index (book->preservations, i);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing is preserved under this id");

  return NULL;
}

static gboolean
lift (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverBook *book, GError **error)
{
  const MadoEntity *preservation = find_preservation (call, book, error);
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (preservation == NULL)
    return FALSE;
  yyjson_mut_obj_add_strcpy (doc, body, "reason", mado_ctl_get_option (call, "reason"));

  const MadoHandoverStep step = { "preservation.lift", mado_entity_get_id (preservation),
                                  mado_entity_get_version (preservation), body };

  return sign (call, desk, &step, error);
}

static MadoCtlStatus
run_lift (MadoCtlCall *call)
{
  static const char *const needed[] = { "id", "reason", NULL };

  return run (call, needed, lift);
}

const MadoCtlVerb mado_ctl_handover_erase_verbs[] = {
  { "handover",
    "due",
    "FILE",
    1,
    1,
    "what may be erased because its term is over; what was erased, by whom, and what is preserved",
    run_due,
    { MADO_CTL_WHO_OPTION, MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "erase",
    "FILE",
    1,
    1,
    "proposes to erase what may be erased: it goes when a second person, of the ward, has approved it",
    run_erase,
    { MADO_CTL_WHO_OPTION, { "id", "NUMBER", "of the erasure, as E-2031-1" }, MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "approve",
    "FILE",
    1,
    1,
    "approves an erasure that somebody else proposed: the service erases it at once and for good",
    run_approve,
    { MADO_CTL_WHO_OPTION,
      { "number", "NUMBER", "of the erasure" },
      { "withdraw", "TEXT", "takes the proposal back instead, for this reason" },
      MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "preserve",
    "FILE",
    1,
    1,
    "keeps a case, or all of the programme, beyond its term: nothing of it is erased until that is lifted",
    run_preserve,
    { MADO_CTL_WHO_OPTION,
      { "case", "UUID", "this case alone" },
      { "reason", "TEXT", "who wants to see it, and why" },
      MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "lift",
    "FILE",
    1,
    1,
    "lifts what preserve has begun",
    run_lift,
    { MADO_CTL_WHO_OPTION,
      { "id", "UUID", "of what is preserved, as due tells it" },
      { "reason", "TEXT", "why it may be erased again" },
      MADO_CTL_PROFILE_OPTIONS } },
  {},
};
