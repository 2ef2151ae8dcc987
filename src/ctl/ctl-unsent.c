/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service unsent…`: what revoked terminals handed in. It is sealed to a key that the service's secret
 * makes, so that whoever has that reads it, and nobody on a terminal. */

#include <string.h>

#include "ctl-service.h"
#include "mado-durable-file.h"
#include "mado-envelope.h"
#include "mado-office-visit.h"
#include "mado-terminal-desk.h"
#include "mado-terminal-record.h"
#include "mado-unsent-order.h"
#include "mado-unsent.h"

#define PAGE 8 /* they are large */

typedef struct {
  MadoServiceSettings *settings;
  MadoSecret *secret;
  MadoEnvelopeKey *key;
  MadoOfficeVisit visit;
} Quarantine;

static void
clear_quarantine (Quarantine *self)
{
  mado_office_visit_clear (&self->visit);
  g_clear_pointer (&self->key, mado_envelope_key_free);
  g_clear_pointer (&self->secret, mado_secret_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Quarantine, clear_quarantine)

static gboolean
open_quarantine (MadoCtlCall *call, Quarantine *self, GError **error)
{
  if (!mado_ctl_load_service (call, &self->settings, &self->secret, error))
    return FALSE;
  self->key = mado_envelope_key_derive (self->secret, MADO_UNSENT_PURPOSE, error);

  return self->key != NULL &&
         mado_office_visit_begin (&self->visit, self->settings, self->secret, MADO_BACKEND_READ, error);
}

static MadoUnsent *
open_envelope (const Quarantine *self, GBytes *envelope, GError **error)
{
  g_autoptr (GBytes) text = mado_envelope_open (self->key, MADO_UNSENT_PURPOSE, envelope, error);

  return text != NULL ? mado_unsent_read (text, error) : NULL;
}

/* --- list --------------------------------------------------------------------------------------------------------- */

static gboolean
answer_terminal (MadoCtlCall *call, const Quarantine *self, const char *key, GError **error)
{
  g_autofree char *serial = g_strndup (key, strcspn (key, "/"));
  g_autoptr (MadoTerminalRecord) record = NULL;

  if (!mado_terminal_record_find (self->visit.backend, serial, &record, error))
    return FALSE;
  mado_ctl_answer_string (call, "terminal", record != NULL ? record->terminal : "");

  return TRUE;
}

/* So that nobody has to remember which he had taken, and which are still to be. */
static gboolean
answer_taking (MadoCtlCall *call, const Quarantine *self, const char *key, GError **error)
{
  g_autoptr (MadoUnsentOrder) order = NULL;

  if (!mado_unsent_order_find (self->visit.backend, key, &order, error))
    return FALSE;
  mado_ctl_answer_flag (call, "taken", order != NULL && order->fault == NULL && !mado_unsent_order_is_open (order));

  return TRUE;
}

static void
answer_content (MadoCtlCall *call, const MadoUnsent *unsent)
{
  g_autofree char *hash = mado_hash_to_hex (&unsent->hash);
  char operation[MADO_ID_TEXT_SIZE];

  if (unsent->push != NULL) {
    mado_ctl_answer_number (call, "operations", unsent->push->operations->len);
    return;
  }
  if (unsent->reads != NULL) {
    mado_ctl_answer_number (call, "reads", unsent->reads->reads->len);
    mado_ctl_answer_string (call, "account", unsent->account);
    return;
  }
  mado_id_to_text (unsent->operation, operation);
  mado_ctl_answer_string (call, "operation", operation);
  mado_ctl_answer_string (call, "attachment", hash);
  mado_ctl_answer_number (call, "first", unsent->first);
  mado_ctl_answer_number (call, "size", unsent->size);
}

/* What cannot be opened is told, too: it may be anything that a thief had sent. */
static gboolean
answer_envelope (MadoCtlCall *call, const Quarantine *self, const char *key, GBytes *envelope, GError **error)
{
  g_autoptr (MadoUnsent) unsent = open_envelope (self, envelope, NULL);
  gboolean is_good;

  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "key", key);
  is_good = answer_terminal (call, self, key, error) && answer_taking (call, self, key, error);
  mado_ctl_answer_number (call, "bytes", (gint64) g_bytes_get_size (envelope));
  mado_ctl_answer_flag (call, "readable", unsent != NULL);
  if (unsent != NULL) {
    mado_ctl_answer_string (call, "ward", unsent->ward);
    mado_ctl_answer_string (call, "programme", unsent->programme);
    answer_content (call, unsent);
  }
  json_builder_end_object (call->answer);

  return is_good;
}

static gboolean
answer_all (MadoCtlCall *call, const Quarantine *self, GError **error)
{
  g_autofree char *after = g_strdup ("");

  for (;;) {
    g_autoptr (GPtrArray) keys = NULL, values = NULL;

    if (!self->visit.backend->type->list_records (self->visit.backend, MADO_UNSENT_SHELF, after, PAGE, &keys, &values,
                                                  error))
      return FALSE;
    if (keys->len == 0)
      return TRUE;
    for (guint i = 0; i < keys->len; i++)
      if (!answer_envelope (call, self, g_ptr_array_index (keys, i), g_ptr_array_index (values, i), error))
        return FALSE;
    g_set_str (&after, g_ptr_array_index (keys, keys->len - 1));
  }
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  g_auto (Quarantine) quarantine = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean is_good;

  if (!open_quarantine (call, &quarantine, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  json_builder_set_member_name (call->answer, "unsent");
  json_builder_begin_array (call->answer);
  is_good = answer_all (call, &quarantine, &error);
  json_builder_end_array (call->answer);

  return is_good ? MADO_CTL_OK : mado_ctl_refuse (call, "%s", error->message);
}

/* --- read --------------------------------------------------------------------------------------------------------- */

static GBytes *
write_lines (const MadoPushRequest *push)
{
  GByteArray *lines = g_byte_array_new ();

  for (guint i = 0; i < push->operations->len; i++) {
    GBytes *text = g_array_index (push->operations, MadoPushedOperation, i).text;

    if (text == NULL) /* it was erased where it was written */
      continue;
    g_byte_array_append (lines, g_bytes_get_data (text, NULL), (guint) g_bytes_get_size (text));
    g_byte_array_append (lines, (const guint8 *) "\n", 1);
  }

  return g_byte_array_free_to_bytes (lines);
}

static GBytes *
write_out (const MadoUnsent *unsent, GError **error)
{
  if (unsent->reads != NULL)
    return mado_reads_request_write (unsent->reads, error);

  return unsent->push != NULL ? write_lines (unsent->push) : g_bytes_ref (unsent->piece);
}

static MadoUnsent *
find_unsent (const Quarantine *self, const char *key, GError **error)
{
  g_autoptr (GBytes) envelope = NULL;

  if (!self->visit.backend->type->find_record (self->visit.backend, MADO_UNSENT_SHELF, key, &envelope, error))
    return NULL;
  if (envelope == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing was handed in under \"%s\"", key);
    return NULL;
  }

  return open_envelope (self, envelope, error);
}

static MadoCtlStatus
run_read (MadoCtlCall *call)
{
  const char *path = mado_ctl_get_option (call, "out");
  g_auto (Quarantine) quarantine = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoUnsent) unsent = NULL;
  g_autoptr (GBytes) lines = NULL;

  if (path == NULL)
    return mado_ctl_wrong_usage (call, "--out is missing: where it goes, names and all");
  if (!open_quarantine (call, &quarantine, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  unsent = find_unsent (&quarantine, mado_ctl_get_argument (call, 0), &error);
  if (unsent == NULL)
    return mado_ctl_refuse (call, "%s", error->message);
  lines = write_out (unsent, &error);
  if (lines == NULL || !mado_durable_file_save (path, lines, MADO_DURABLE_FILE_NEW, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "ward", unsent->ward);
  mado_ctl_answer_string (call, "programme", unsent->programme);
  answer_content (call, unsent);
  mado_ctl_answer_string (call, "file", path);

  return MADO_CTL_OK;
}

/* clang-format off */
const MadoCtlVerb mado_ctl_unsent_verbs[] = {
  { "service", "unsent", "", 0, 0, "what revoked terminals handed in before they were wiped", run_list,
    { MADO_CTL_SERVICE_OPTION } },
  { "service", "unsent-read", "KEY", 1, 1, "write it out for whoever does it again: a line of JSON an operation, the piece of a paper as it is, or what was looked at", run_read,
    { MADO_CTL_SERVICE_OPTION, { "out", "FILE", "where it goes: names and all" } } },
  {},
};
/* clang-format on */
