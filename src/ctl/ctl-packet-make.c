/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl packet make`: cases out of a file of entities onto a medium. The password goes where somebody waits
 * for it before there is a packet that it opens. */

#include "ctl-packet.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl-lines.h"
#include "ctl-programme.h"
#include "mado-json-member.h"
#include "mado-packet-error.h"
#include "mado-packet-image.h"
#include "mado-packet-medium.h"
#include "mado-packet-password.h"
#include "mado-packet-seal.h"
#include "mado-packet-table.h"

/* --- the cases --------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoPacketTable *table;
  MadoId batch; /* none: all */
  MadoFindings *findings;
  gint64 n_cases;
} Gathering;

static gboolean
is_wanted (const Gathering *gathering, const MadoEntity *entity)
{
  yyjson_val *batch = yyjson_obj_get (mado_entity_get_body (entity), "batch");

  return strcmp (mado_entity_get_kind (entity), "case") == 0 &&
         (!mado_id_is_valid (gathering->batch) ||
          mado_id_compare (mado_json_get_id (batch, "id"), gathering->batch) == 0);
}

static gboolean
gather_line (gpointer user_data, const char *line, gsize length, guint64 number, GError **error)
{
  Gathering *gathering = user_data;
  g_autoptr (MadoEntity) entity = mado_entity_read (line, length, error);

  if (entity == NULL)
    return FALSE;
  if (!is_wanted (gathering, entity))
    return TRUE;
  gathering->n_cases++;

  return mado_packet_table_add (gathering->table, entity, gathering->findings, error);
}

/* --- the password ------------------------------------------------------------------------------------------------ */

static gboolean
write_line (int fd, const MadoSecret *password, GError **error)
{
  gsize length = mado_secret_get_length (password);

  if (write (fd, mado_secret_get_bytes (password), length) == (gssize) length && write (fd, "\n", 1) == 1)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the packet's password cannot be told: %s",
               g_strerror (errno));

  return FALSE;
}

static gboolean
tell_password (const MadoCtlCall *call, const MadoSecret *password, GError **error)
{
  const char *number = mado_ctl_get_option (call, "password-to");
  g_autofd int terminal = -1;
  guint64 fd = 0;

  if (number != NULL) {
    if (g_ascii_string_to_unsigned (number, 10, 0, G_MAXINT, &fd, NULL))
      return write_line ((int) fd, password, error);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "--password-to needs a number");
    return FALSE;
  }
  terminal = g_open ("/dev/tty", O_WRONLY | O_CLOEXEC, 0);
  if (terminal >= 0)
    return write_line (terminal, password, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       "there is no terminal to tell the packet's password: give --password-to");

  return FALSE;
}

/* --- the packet -------------------------------------------------------------------------------------------------- */

static MadoSealedPacket *
seal (MadoCtlCall *call, MadoProgramme *programme, MadoPacketTable *table, const MadoSecret *password, GError **error)
{
  g_autoptr (MadoSigningKey) key = mado_ctl_packet_open_key (call, error);
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_packet_content_free);
  const MadoPacketSealing sealing = {
    .id = mado_ctl_get_option (call, "id"),
    .maker = mado_ctl_get_option (call, "by"),
    .now = mado_instant_now (),
    .key = key,
    .password = password,
  };

  if (key == NULL)
    return NULL;
  g_ptr_array_add (contents, mado_packet_table_finish (table));

  return mado_packet_seal (programme, mado_packet_table_get_packet (table), contents, &sealing, error);
}

static gboolean
put_out (MadoCtlCall *call, const MadoSealedPacket *packet, char **out_name, GError **error)
{
  gboolean is_image = mado_ctl_get_option (call, "image") != NULL;
  const char *id = mado_ctl_get_option (call, "id");
  g_autoptr (GBytes) image = is_image ? mado_packet_image_build (id, packet->archive, error) : NULL;

  if (is_image && image == NULL)
    return FALSE;
  *out_name = g_strconcat (id, is_image ? ".iso" : ".zip", NULL);

  return mado_packet_medium_write (mado_ctl_get_option (call, "to"), *out_name, is_image ? image : packet->archive,
                                   error);
}

static MadoCtlStatus
finish (MadoCtlCall *call, MadoProgramme *programme, Gathering *gathering)
{
  g_autoptr (MadoSecret) password = mado_packet_password_draw ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autoptr (MadoSealedPacket) packet = seal (call, programme, gathering->table, password, &error);

  if (packet == NULL || !tell_password (call, password, &error) || !put_out (call, packet, &name, &error))
    return mado_ctl_packet_refuse (call, error);
  mado_ctl_answer_string (call, "packet_id", mado_ctl_get_option (call, "id"));
  mado_ctl_answer_string (call, "file", name);
  mado_ctl_packet_answer_hash (call, "sha256", &packet->digest);
  mado_ctl_answer_number (call, "cases", gathering->n_cases);
  mado_ctl_answer_number (call, "records", packet->records);
  mado_ctl_answer_number (call, "total_amount", packet->amount);

  return MADO_CTL_OK;
}

static MadoCtlStatus
make (MadoCtlCall *call, MadoProgramme *programme, MadoDate today, MadoId batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoJudge) judge = mado_judge_new (programme, &error);
  g_autoptr (MadoPacketTable) table =
      judge != NULL ? mado_packet_table_new (judge, mado_ctl_get_option (call, "packet"), today, &error) : NULL;
  Gathering gathering = { table, batch, findings, 0 };

  if (table == NULL || !mado_ctl_read_lines (mado_ctl_get_argument (call, 0), gather_line, &gathering, &error))
    return mado_ctl_packet_refuse (call, error);
  mado_ctl_answer_findings (call, "findings", findings);
  if (mado_findings_have_errors (findings)) {
    g_set_error_literal (&error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CONTENT,
                         "something in the cases cannot go: the findings say what");
    return mado_ctl_packet_refuse (call, error);
  }

  return finish (call, programme, &gathering);
}

static gboolean
is_profile (const char *path)
{
  g_autofree char *key = g_strconcat (path, ".key", NULL);

  return g_str_has_suffix (path, ".db") || g_str_has_suffix (path, ".key") || g_file_test (key, G_FILE_TEST_EXISTS);
}

/**
 * mado_ctl_packet_make:
 * @call: a call of 'packet make'
 *
 * Returns: its status
 */
MadoCtlStatus
mado_ctl_packet_make (MadoCtlCall *call)
{
  static const char *const needed[] = { "programme", "packet", "id", "by", "key", "to", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  const char *day = mado_ctl_get_option (call, "on"), *batch = mado_ctl_get_option (call, "batch");
  MadoDate today = day != NULL ? mado_date_from_iso (day) : mado_instant_get_japanese_day (mado_instant_now ());
  MadoId id = batch != NULL ? mado_id_from_text (batch) : MADO_ID_NONE;
  g_autoptr (MadoProgramme) programme = NULL;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  if (is_profile (mado_ctl_get_argument (call, 0)))
    return mado_ctl_refuse (call, "nothing leaves a profile without its entry in the ledger: use 'handover make'");
  if (!mado_date_is_valid (today))
    return mado_ctl_wrong_usage (call, "--on needs a date such as 2025-04-01");
  if (batch != NULL && !mado_id_is_valid (id))
    return mado_ctl_wrong_usage (call, "--batch needs the id of a batch");
  programme = mado_ctl_open_programme (call, mado_ctl_get_option (call, "programme"));

  return programme != NULL ? make (call, programme, today, id) : MADO_CTL_REFUSED;
}
