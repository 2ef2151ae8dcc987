/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that can be asked for, and who is asked: docs/service.md has the same table. */

#include <string.h>

#include "mado-blob-shelf.h"
#include "mado-errand.h"
#include "mado-house-private.h"
#include "mado-parcel.h"
#include "mado-side-verbs.h"
#include "mado-stream-verbs.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SMALL (4 * 1024)           /* bytes: a request that is a few words */
#define ENROLMENT_SIZE (16 * 1024) /* bytes */
#define READS_SIZE (128 * 1024)    /* bytes: as many as one request has, and then some */

/* --- of a stream ------------------------------------------------------------------------------------------------- */

static void
begin_errand (gpointer data, const MadoVerb *verb, MadoHttpCall *call)
{
  MadoHouse *self = data;
  MadoWard *ward = g_hash_table_lookup (self->wards, mado_http_call_get_variable (call, 0));

  if (ward != NULL)
    mado_errand_begin (ward, &self->keepers.gate, verb, call, self->attendance);
  else
    mado_http_call_refuse (call, MADO_REBUFF_PATH);
}

static void
hello_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_hello_verb, call);
}

static void
push_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_push_verb, call);
}

static void
pull_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_pull_verb, call);
}

static void
rows_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_rows_verb, call);
}

static void
history_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_history_verb, call);
}

static void
presence_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_presence_verb, call);
}

static void
reads_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_reads_verb, call);
}

static void
programme_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_programme_verb, call);
}

static void
blob_put_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_blob_put_verb, call);
}

static void
blob_finish_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_blob_finish_verb, call);
}

static void
blob_get_cb (gpointer house, MadoHttpCall *call)
{
  begin_errand (house, &mado_blob_get_verb, call);
}

/* --- of the service ---------------------------------------------------------------------------------------------- */

static void
enrol_cb (gpointer house, MadoHttpCall *call)
{
  mado_terminal_desk_enrol (((MadoHouse *) house)->terminal_desk, call);
}

static void
unsent_cb (gpointer house, MadoHttpCall *call)
{
  mado_terminal_desk_keep_unsent (((MadoHouse *) house)->terminal_desk, call);
}

static void
order_cb (gpointer house, MadoHttpCall *call)
{
  mado_terminal_desk_tell_order (((MadoHouse *) house)->terminal_desk, call);
}

static void
door_cb (gpointer house, MadoHttpCall *call)
{
  const MadoHouse *self = house;

  if (self->keepers.doorkeeper != NULL)
    mado_doorkeeper_serve (self->keepers.doorkeeper, call);
  else
    mado_http_call_refuse (call, MADO_REBUFF_PATH);
}

/* That it answers at all is most of what it says. */
static void
health_cb (gpointer house, MadoHttpCall *call)
{
  const MadoHouse *self = house;
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new ("health");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  mado_wire_writer_add_text (writer, "health", "good", MADO_WIRE_MAX_TEXT);
  mado_wire_writer_add_instant (writer, "now", mado_instant_now ());
  mado_wire_writer_add_number (writer, "wards", g_hash_table_size (self->wards), 0, MADO_WIRE_LARGEST_NUMBER);
  answer = mado_wire_writer_finish (writer, &error);
  if (answer != NULL)
    mado_http_call_answer_text (call, answer);
  else
    mado_http_call_fail (call, error);
}

static void
metrics_cb (gpointer house, MadoHttpCall *call)
{
  char *text = mado_house_describe (house);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  mado_http_call_answer (
      call, &(MadoHttpAnswer) { .status = 200, .body = body, .type = "text/plain; version=0.0.4; charset=utf-8" });
}

#define ANY_TERMINAL (MADO_STANDING_WORKING | MADO_STANDING_REVOKED)
#define STREAM "/v1/s/WARD/PROGRAMME/"

/* clang-format off */
const MadoHttpRoute mado_house_routes[] = {
  { "POST", STREAM "hello", MADO_STANDING_WORKING, SMALL, hello_cb },
  { "POST", STREAM "push", MADO_STANDING_WORKING, MADO_PARCEL_MAX_LENGTH, push_cb },
  { "POST", STREAM "pull", MADO_STANDING_WORKING, SMALL, pull_cb },
  { "POST", STREAM "rows", MADO_STANDING_WORKING, SMALL, rows_cb },
  { "POST", STREAM "history", MADO_STANDING_WORKING, SMALL, history_cb },
  { "POST", STREAM "presence", MADO_STANDING_WORKING, SMALL, presence_cb },
  { "POST", STREAM "reads", MADO_STANDING_WORKING, READS_SIZE, reads_cb },
  { "GET", STREAM "programme/REVISION", MADO_STANDING_WORKING, 0, programme_cb },
  { "PUT", STREAM "blob/HASH/PART", MADO_STANDING_WORKING, MADO_BLOB_PART, blob_put_cb },
  { "POST", STREAM "blob/HASH/SIZE", MADO_STANDING_WORKING, SMALL, blob_finish_cb },
  { "GET", STREAM "blob/HASH", MADO_STANDING_WORKING, 0, blob_get_cb },
  { "POST", "/v1/a/WARD/VERB", MADO_STANDING_WORKING, MADO_ACCESS_DESK_MAX_BODY, door_cb },
  { "POST", "/v1/a/WARD/GROUP/VERB", MADO_STANDING_WORKING, MADO_ACCESS_DESK_MAX_BODY, door_cb },
  { "POST", "/v1/a/WARD/GROUP/VERB/TEXT", MADO_STANDING_WORKING, MADO_PARCEL_MAX_LENGTH, door_cb },
  { "POST", "/v1/enrol", MADO_STANDING_ENROLLING, ENROLMENT_SIZE, enrol_cb },
  { "POST", "/v1/unsent", ANY_TERMINAL, MADO_UNSENT_MAX, unsent_cb },
  { "GET", "/v1/order", ANY_TERMINAL, 0, order_cb },
  { "GET", "/v1/health", MADO_STANDING_WORKING, 0, health_cb },
  { "GET", "/v1/metrics", MADO_STANDING_WORKING, 0, metrics_cb },
  {},
};
/* clang-format on */
