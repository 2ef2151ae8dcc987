/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl saying …`: what is said on the telephone, and its versions, at a profile. */

#include <string.h>

#include "ctl-payment.h"
#include "ctl-programme.h"
#include "mado-durable-file.h"
#include "mado-json-member.h"
#include "mado-programme-fault.h"
#include "mado-saying-file.h"
#include "mado-saying-version.h"

/* Somebody at a profile, with all that is said. */
typedef struct {
  MadoCtlPayment desk;
  MadoSayingBook *book;
} Desk;

static void
clear_desk (Desk *self)
{
  g_clear_pointer (&self->book, mado_saying_book_unref);
  mado_ctl_payment_clear (&self->desk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, clear_desk)

static gboolean
load_book (MadoDatabase *database, gpointer data, GError **error)
{
  Desk *self = data;

  self->book = mado_saying_book_load (database, mado_desk_get_programme (self->desk.desk), error);

  return self->book != NULL;
}

static gboolean
open_desk (Desk *self, MadoCtlCall *call, MadoCtlStatus *out_status)
{
  g_autoptr (GError) error = NULL;

  if (!mado_ctl_payment_open (&self->desk, call, out_status))
    return FALSE;
  if (!mado_desk_clerk_read (self->desk.clerk, load_book, self, &error))
    *out_status = mado_ctl_refuse_with (call, error);

  return self->book != NULL;
}

static const MadoSayingEntry *
find_entry (Desk *self, MadoCtlStatus *out_status)
{
  const char *id = mado_ctl_get_argument (self->desk.call, 1);
  const MadoSayingEntry *entry = mado_saying_book_find_entry (self->book, id);

  if (entry == NULL)
    *out_status = mado_ctl_refuse (self->desk.call, "there is no saying \"%s\"; 'saying list' names all", id);

  return entry;
}

static const MadoEntity *
find_version (Desk *self, const MadoSayingEntry *entry, const char *typed, MadoCtlStatus *out_status)
{
  const MadoEntity *version;
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (typed, 10, 1, G_MAXINT32, &number, NULL)) {
    *out_status = mado_ctl_wrong_usage (self->desk.call, "a version is a number from 1");
    return NULL;
  }
  version = mado_versions_find (entry->versions, (gint64) number);
  if (version == NULL)
    *out_status = mado_ctl_refuse (self->desk.call, "nobody wrote version %s of the saying \"%s\"", typed, entry->id);

  return version;
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

/* What somebody knows it by: as it is said, else as it was worded last. */
static MadoSaying *
create_shown (const MadoSayingEntry *entry)
{
  if (entry->current != NULL)
    return mado_saying_copy (entry->current);
  if (entry->versions->len > 0)
    return mado_saying_new_of_version (g_ptr_array_index (entry->versions, 0));

  return mado_saying_copy (entry->first);
}

static void
answer_entry (MadoCtlCall *call, const MadoSayingEntry *entry)
{
  const MadoEntity *last = entry->versions->len > 0 ? g_ptr_array_index (entry->versions, 0) : NULL;
  g_autoptr (MadoSaying) shown = create_shown (entry);

  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "saying", entry->id);
  mado_ctl_answer_string (call, "label", shown->label);
  mado_ctl_answer_flag (call, "said", entry->current != NULL);
  if (entry->current != NULL)
    mado_ctl_answer_number (call, "version", entry->current->version);
  if (mado_version_is (last, MADO_VERSION_DRAFT))
    mado_ctl_answer_number (call, "waits", mado_version_get_number (last));
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  const GPtrArray *entries;
  g_auto (Desk) desk = { 0 };

  if (!open_desk (&desk, call, &status))
    return status;
  entries = mado_saying_book_get_entries (desk.book);
  json_builder_set_member_name (call->answer, "sayings");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < entries->len; i++)
    answer_entry (call, g_ptr_array_index (entries, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

static const char *
get_by (const MadoEntity *version, const char *stamp)
{
  return mado_json_get_text (yyjson_obj_get (mado_entity_get_body (version), stamp), "by");
}

static void
answer_version (MadoCtlCall *call, const MadoEntity *version)
{
  const char *const stamps[][2] = { { "by", "made" }, { "approved_by", "approved" }, { "retired_by", "retired" } };

  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "version", mado_version_get_number (version));
  mado_ctl_answer_string (call, "state", mado_entity_get_state (version));
  for (gsize i = 0; i < G_N_ELEMENTS (stamps); i++)
    if (get_by (version, stamps[i][1])[0] != '\0')
      mado_ctl_answer_string (call, stamps[i][0], get_by (version, stamps[i][1]));
  json_builder_end_object (call->answer);
}

static void
answer_saying (MadoCtlCall *call, const MadoSaying *saying)
{
  mado_ctl_answer_string (call, "saying", saying->id);
  mado_ctl_answer_number (call, "version", saying->version);
  mado_ctl_answer_string (call, "label", saying->label);
  mado_ctl_answer_string (call, "category", saying->category);
  mado_ctl_answer_string (call, "code", saying->code);
  mado_ctl_answer_string (call, "words", saying->words);
  mado_ctl_answer_string (call, "text", saying->text);
  mado_ctl_answer_flag (call, "gone", saying->is_gone);
}

static MadoCtlStatus
run_show (MadoCtlCall *call)
{
  const char *number = mado_ctl_get_option (call, "revision");
  MadoCtlStatus status = MADO_CTL_REFUSED;
  const MadoSayingEntry *entry = NULL;
  const MadoEntity *version = NULL;
  g_auto (Desk) desk = { 0 };
  g_autoptr (MadoSaying) shown = NULL;

  if (!open_desk (&desk, call, &status) || (entry = find_entry (&desk, &status)) == NULL ||
      (number != NULL && (version = find_version (&desk, entry, number, &status)) == NULL))
    return status;
  shown = version != NULL ? mado_saying_new_of_version (version) : create_shown (entry);
  answer_saying (call, shown);
  mado_ctl_answer_flag (call, "said", entry->current != NULL && entry->current->version == shown->version);
  json_builder_set_member_name (call->answer, "versions");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < entry->versions->len; i++)
    answer_version (call, g_ptr_array_index (entry->versions, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

static MadoCtlStatus
run_export (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  if (!open_desk (&desk, call, &status))
    return status;
  file = mado_saying_file_write (desk.book);
  if (!mado_durable_file_save (mado_ctl_get_argument (call, 1), file, MADO_DURABLE_FILE_NEW, &error))
    return mado_ctl_refuse_with (call, error);

  return MADO_CTL_OK;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Returns: whether it is written; else the answer says why not */
static gboolean
save (Desk *desk, const char *kind, const MadoEntity *version, yyjson_mut_val *body, MadoCtlStatus *out_status)
{
  const MadoDeskWish wish = { .kind = kind,
                              .entity = version != NULL ? mado_entity_get_id (version) : mado_id_draw (),
                              .base = version != NULL ? mado_entity_get_version (version) : 0,
                              .body = body };
  g_autoptr (GError) error = NULL;
  const char *refused = NULL;

  if (!mado_desk_clerk_save_or_tell (desk->desk.clerk, &wish, &refused, &error))
    *out_status = mado_ctl_refuse_with (desk->desk.call, error);
  else if (refused != NULL) {
    mado_ctl_answer_string (desk->desk.call, "code", refused);
    *out_status = mado_ctl_refuse (desk->desk.call, "the work refused it: %s", refused);
  } else
    return TRUE;

  return FALSE;
}

static gboolean
write_saying (Desk *desk, const MadoSaying *saying, MadoCtlStatus *out_status)
{
  yyjson_doc *body = mado_saying_write (saying);
  yyjson_mut_doc *copy = yyjson_doc_mut_copy (body, NULL);
  gboolean is_written = save (desk, "saying.write", NULL, yyjson_mut_doc_get_root (copy), out_status);

  yyjson_mut_doc_free (copy);
  yyjson_doc_free (body);

  return is_written;
}

static GPtrArray *
load_file (Desk *desk, MadoCtlStatus *out_status)
{
  const char *path = mado_ctl_get_argument (desk->desk.call, 1);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;
  char *text = NULL;
  gsize length = 0;
  GPtrArray *sayings;

  if (!g_file_get_contents (path, &text, &length, &error)) {
    *out_status = mado_ctl_refuse_with (desk->desk.call, error);
    return NULL;
  }
  file = g_bytes_new_take (text, length);
  sayings = mado_saying_file_read (file, desk->desk.clerk->programme, desk->book, faults);
  if (sayings == NULL)
    mado_ctl_say_faults (desk->desk.call, path, faults);

  return sayings;
}

static MadoCtlStatus
run_import (MadoCtlCall *call)
{
  const gboolean is_meant = mado_ctl_get_option (call, "write") != NULL;
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) sayings = open_desk (&desk, call, &status) ? load_file (&desk, &status) : NULL;

  if (sayings == NULL)
    return status;
  for (guint i = 0; is_meant && i < sayings->len; i++)
    if (!write_saying (&desk, g_ptr_array_index (sayings, i), &status))
      return status;
  mado_ctl_answer_flag (call, "written", is_meant);
  json_builder_set_member_name (call->answer, "versions");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < sayings->len; i++) {
    json_builder_begin_object (call->answer);
    answer_saying (call, g_ptr_array_index (sayings, i));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* --- approving ---------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
act (MadoCtlCall *call, const char *kind, const char *reason)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  const MadoSayingEntry *entry = NULL;
  const MadoEntity *version = NULL;
  g_auto (Desk) desk = { 0 };
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;

  if (!open_desk (&desk, call, &status) || (entry = find_entry (&desk, &status)) == NULL ||
      (version = find_version (&desk, entry, mado_ctl_get_argument (call, 2), &status)) == NULL)
    return status;
  doc = yyjson_mut_doc_new (NULL);
  body = yyjson_mut_obj (doc);
  if (reason != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "reason", reason);
  if (save (&desk, kind, version, body, &status))
    status = MADO_CTL_OK;
  yyjson_mut_doc_free (doc);

  return status;
}

static MadoCtlStatus
run_approve (MadoCtlCall *call)
{
  return act (call, "saying.approve", NULL);
}

static MadoCtlStatus
run_retire (MadoCtlCall *call)
{
  const char *reason = mado_ctl_get_option (call, "reason");

  return reason != NULL ? act (call, "saying.retire", reason) : mado_ctl_wrong_usage (call, "--reason says why");
}

/* clang-format off */
const MadoCtlVerb mado_ctl_saying_verbs[] = {
  { "saying", "list", "FILE", 1, 1, "what was agreed to be said on the telephone: answers and set phrases, with the version in use and the one that waits", run_list,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "saying", "show", "FILE SAYING", 2, 2, "one of them, word by word, and its versions", run_show,
    { MADO_CTL_PAYMENT_OPTIONS, { "revision", "N", "which; the one that is said unless told" } } },
  { "saying", "export", "FILE SAYINGS", 2, 2, "all that is said now into a new file, for an editor or for another year", run_export,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "saying", "import", "FILE SAYINGS", 2, 2, "the next version of each that the file words otherwise; everything wrong is named with its place", run_import,
    { MADO_CTL_PAYMENT_OPTIONS, { "write", NULL, "writes them; without it, they are only shown" } } },
  { "saying", "approve", "FILE SAYING N", 3, 3, "approves a version; never one's own. From now on it is said", run_approve,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "saying", "retire", "FILE SAYING N", 3, 3, "a version is not said any more; the one before it is", run_retire,
    { MADO_CTL_PAYMENT_OPTIONS, { "reason", "TEXT", "why" } } },
  {},
};
/* clang-format on */
