/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the ledger share. */

#include "handover-sample.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mado-handover-signing.h"
#include "mado-journal.h"
#include "mado-json-member.h"
#include "mado-personal-key.h"
#include "mado-practice-profile.h"
#include "mado-practice-terminal.h"
#include "mado-programme-file.h"
#include "mado-row.h"
#include "mado-share-file.h"

static const MadoPracticeOrder ward = { 1, 300, 80, 0, 1, { 0, 0, 0 } };

static MadoSecret *
type_password (void)
{
  char typed[] = HANDOVER_SAMPLE_PASSWORD;

  return mado_secret_new_wiping (typed, strlen (typed));
}

static void
name_places (HandoverSample *self, const char *folder)
{
  self->folder = g_strdup (folder);
  self->profile = g_build_filename (folder, "ward", NULL);
  self->medium = g_build_filename (folder, "medium", NULL);
  self->drawer = g_build_filename (folder, "drawer", NULL);
}

static void
unlock_key (HandoverSample *self)
{
  g_autoptr (MadoSecret) password = type_password ();
  g_autoptr (GError) error = NULL;

  self->key = mado_personal_key_unlock (self->profile, password, &error);
  g_assert_no_error (error);
}

static void
fill (HandoverSample *self, MadoProgramme *programme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPractice) practice = mado_practice_new (programme, &error);
  g_autoptr (MadoPracticeTerminal) terminal = mado_practice_terminal_new (self->desk, &error);
  g_autoptr (MadoSecret) password = type_password ();
  MadoPracticeOrder order = ward;
  guint64 n_declined = 0;

  order.today = mado_date_add_days (mado_instant_get_japanese_day (mado_instant_now ()), -1);
  mado_practice_make (practice, &order, mado_practice_terminal_get_sink (terminal), &n_declined, &error);
  g_assert_no_error (error);
  mado_practice_terminal_finish (terminal, &error);
  g_assert_no_error (error);
  mado_practice_save_key (practice, order.seed, mado_desk_get_person (self->desk)->account, self->profile, password,
                          &error);
  g_assert_no_error (error);
}

/* Of a batch whose cases are all here: what the profile's owner did last is still to be judged by the service. */
static gboolean
is_whole (GPtrArray *cases, MadoId batch)
{
  guint n = 0;

  for (guint i = 0; i < cases->len; i++) {
    const MadoEntity *entity = g_ptr_array_index (cases, i);

    if (mado_id_compare (mado_json_get_id (yyjson_obj_get (mado_entity_get_body (entity), "batch"), "id"), batch) != 0)
      continue;
    if (mado_entity_is_cut (entity))
      return FALSE;
    n++;
  }

  return n > 0;
}

static void
find_batch_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  HandoverSample *self = request;
  const MadoSection *states = mado_desk_get_programme (self->desk)->states;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  for (guint i = 0; i < mado_section_get_count (states); i++)
    g_ptr_array_extend_and_steal (
        cases,
        mado_row_list (database, "case", ((const MadoState *) mado_section_get (states, i))->id, NULL, 1000, NULL));

  for (guint i = 0; i < cases->len && !mado_id_is_valid (self->batch); i++) {
    yyjson_val *body = mado_entity_get_body (g_ptr_array_index (cases, i));
    yyjson_val *right = yyjson_arr_get_first (yyjson_obj_get (body, "rights"));
    MadoId batch = mado_json_get_id (yyjson_obj_get (body, "batch"), "id");

    if (strcmp (mado_json_get_text (right, "state"), "ordered") == 0 && is_whole (cases, batch))
      self->batch = batch;
  }
  g_task_return_boolean (task, TRUE);
}

static void
find_batch (HandoverSample *self)
{
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_READER, find_batch_work, self, NULL));
  g_assert_true (mado_id_is_valid (self->batch));
}

/**
 * handover_sample_make:
 * @self: (out caller-allocates): a sample
 * @role: of whoever works there, as ROLE-1
 *
 * Makes a ward of the programme ninpu-r7.
 */
void
handover_sample_make (HandoverSample *self, const char *role)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-handover-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoProgramme) programme = mado_programme_file_find ("ninpu-r7", &error);
  g_autoptr (MadoSecret) password = type_password ();
  const MadoPracticeProfile wanted = { folder, "ward", role, password };

  g_assert_no_error (error);
  *self = (HandoverSample) { 0 };
  name_places (self, folder);
  g_assert_cmpint (g_mkdir (self->medium, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (self->drawer, 0700), ==, 0);
  self->desk = mado_practice_profile_create (&wanted, programme, &error);
  g_assert_no_error (error);
  fill (self, programme);
  unlock_key (self);
  find_batch (self);
}

static MadoProgramme *
find_programme (G_GNUC_UNUSED gpointer user_data, const char *programme, GError **error)
{
  return mado_programme_file_find (programme, error);
}

/**
 * handover_sample_join:
 * @self: (out caller-allocates): a sample
 * @folder: of one whose profile nobody has open
 * @role: of whoever works there
 */
void
handover_sample_join (HandoverSample *self, const char *folder, const char *role)
{
  g_autofree char *account = g_strconcat (role, "-1", NULL);
  g_autofree char *share_file = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) share = mado_share_file_load (share_file, &error);
  g_autoptr (MadoSecret) password = type_password ();

  *self = (HandoverSample) { 0 };
  name_places (self, folder);
  self->desk = mado_desk_open (&(MadoDeskOpening) { .place = { .path = self->profile },
                                                    .shares = { password, share, NULL },
                                                    .person = { account, NULL },
                                                    .find_programme = find_programme },
                               &error);
  g_assert_no_error (error);
  unlock_key (self);
  find_batch (self);
}

/**
 * handover_sample_close:
 * @self: a sample; its files stay
 */
void
handover_sample_close (HandoverSample *self)
{
  mado_desk_close (self->desk); /* the last work on it may still hold it, and cannot wait for itself */
  g_clear_object (&self->desk);
  g_clear_pointer (&self->key, mado_signing_key_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->medium, g_free);
  g_clear_pointer (&self->drawer, g_free);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      remove_all (path);
    else
      g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_rmdir (folder);
}

/**
 * handover_sample_end:
 * @self: a sample, which goes with its files
 */
void
handover_sample_end (HandoverSample *self)
{
  g_autofree char *folder = g_strdup (self->folder);

  handover_sample_close (self);
  remove_all (folder);
}

/**
 * handover_sample_order:
 * @self: a sample
 * @number: of a medium
 * @notice: of the notice of its password
 *
 * Returns: an order for a packet of all that is planned
 */
MadoMakingOrder
handover_sample_order (const HandoverSample *self, const char *number, const char *notice)
{
  return (MadoMakingOrder) {
    .choice = { .packet = "planned", .batch = self->batch },
    .number = number,
    .folder = self->medium,
    .notice_number = notice,
    .notice_folder = self->drawer,
    .key = self->key,
    .now = mado_instant_now (),
  };
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

typedef struct {
  const HandoverSample *sample;
  MadoHandoverBook *book;
  guint n_held;
} Look;

static void
load_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Look *look = request;
  g_autoptr (GPtrArray) pending = mado_journal_list_pending (database, NULL);

  look->book = mado_handover_book_load (database, mado_desk_get_programme (look->sample->desk),
                                        mado_desk_get_person (look->sample->desk), NULL);
  for (guint i = 0; i < pending->len; i++)
    look->n_held += mado_journal_entry_is_held (g_ptr_array_index (pending, i), mado_instant_now ()) ? 1 : 0;
  g_task_return_boolean (task, TRUE);
}

/**
 * handover_sample_load:
 * @self: a sample
 *
 * Returns: (transfer full): its ledger
 */
MadoHandoverBook *
handover_sample_load (const HandoverSample *self)
{
  Look look = { .sample = self };

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, load_work, &look, NULL));
  g_assert_nonnull (look.book);

  return look.book;
}

/**
 * handover_sample_count_held:
 * @self: a sample
 *
 * Returns: how many operations in its journal are held back
 */
guint
handover_sample_count_held (const HandoverSample *self)
{
  Look look = { .sample = self };

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, load_work, &look, NULL));
  mado_handover_book_free (look.book);

  return look.n_held;
}

/**
 * handover_sample_count_files:
 * @folder: a folder
 *
 * Returns: how many files lie there, also what no listing shows
 */
guint
handover_sample_count_files (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (files != NULL && g_dir_read_name (files) != NULL)
    n_files++;

  return n_files;
}

/**
 * handover_sample_sign:
 * @self: a ward
 * @number: of an entry
 * @kind: of the step
 * @members: (array zero-terminated=1): what it says
 * @key: (nullable): with what; %NULL: it is not signed
 * @now: the time
 * @error: why it was not done
 *
 * Returns: whether it is on the disk
 */
gboolean
handover_sample_sign (HandoverSample *self,
                      const char *number,
                      const char *kind,
                      const HandoverMember *members,
                      const MadoSigningKey *key,
                      MadoInstant now,
                      GError **error)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (self);
  const MadoEntity *handover = mado_handover_book_find_number (book, number);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  MadoHandoverStep step = { kind, mado_entity_get_id (handover), mado_entity_get_version (handover), body };
  gboolean is_done;

  for (const HandoverMember *member = members; member->name != NULL; member++) {
    if (member->text != NULL)
      yyjson_mut_obj_add_str (doc, body, member->name, member->text);
    else
      yyjson_mut_obj_add_sint (doc, body, member->name, member->number);
  }
  is_done = mado_handover_sign (self->desk, &step, key, now, error);
  yyjson_mut_doc_free (doc);

  return is_done;
}
