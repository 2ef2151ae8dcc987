/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who looked at whose record, as terminals tell it. For each device of an account and a terminal a record says how far
 * what it told last went: what has a number up to that, and is not later, is known. Either alone would not do: a disk
 * that was put back counts from where it was once more, and a clock that was set back says what is new under an earlier
 * time. */

#include "mado-stream-private.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

#define SHELF "reads"
#define WHAT "record of reads"

typedef struct {
  gint64 number; /* 0: none */
  MadoInstant at;
} Mark;

static char *
make_key (const MadoStream *self, const MadoCaller *caller, MadoId device)
{
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (device, id);

  return g_strdup_printf ("%s/%s/%s/%s", self->name, caller->terminal, caller->person.account, id);
}

static gboolean
load_mark (MadoBackend *backend, const char *key, Mark *out_mark, GError **error)
{
  g_autoptr (GBytes) record = NULL;
  g_autoptr (MadoWireReader) reader = NULL;

  if (!backend->type->find_record (backend, SHELF, key, &record, error))
    return FALSE;
  if (record == NULL)
    return TRUE;
  reader = mado_wire_reader_new (WHAT, record);
  out_mark->number = mado_wire_reader_get_number (reader, "number", 1, MADO_WIRE_LARGEST_NUMBER);
  out_mark->at = mado_wire_reader_get_instant (reader, "at");

  return mado_wire_reader_finish (reader, error);
}

static gboolean
save_mark (MadoBackend *backend, const char *key, const Mark *mark, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new (WHAT);
  g_autoptr (GBytes) record = NULL;

  mado_wire_writer_add_number (writer, "number", mark->number, 1, MADO_WIRE_LARGEST_NUMBER);
  mado_wire_writer_add_instant (writer, "at", mark->at);
  record = mado_wire_writer_finish (writer, error);

  return record != NULL && backend->type->put_record (backend, SHELF, key, record, error);
}

static gboolean
is_known (const MadoToldRead *read, const Mark *mark)
{
  return read->number <= mark->number && read->at.microseconds <= mark->at.microseconds;
}

/* Over all that is told: whoever hears no answer tells it again, and perhaps more behind it. */
static Mark
find_mark (const MadoReadsRequest *request)
{
  Mark mark = { 0 };

  for (guint i = 0; i < request->reads->len; i++) {
    const MadoToldRead *read = &g_array_index (request->reads, MadoToldRead, i);

    mark.number = read->number;
    mark.at.microseconds = MAX (mark.at.microseconds, read->at.microseconds);
  }

  return mark;
}

/* Nobody has looked at something in the future: a terminal's clock is wrong, and the service's counts. */
static gboolean
append (MadoStream *self, MadoBackend *backend, const MadoCaller *caller, const MadoToldRead *told, GError **error)
{
  const MadoInstant now = self->means.get_now (self->means.user_data);
  const MadoStoredRead read = {
    .at = { MIN (told->at.microseconds, now.microseconds) },
    .account = caller->person.account,
    .terminal = caller->terminal,
    .reason = told->reason,
    .entity = told->entity,
  };

  return backend->type->append_read (backend, &read, error);
}

/**
 * mado_stream_take_reads:
 * @self: a stream
 * @backend: a backend, in a turn that writes
 * @caller: who is on the line: it is he who has looked
 * @request: at what, when and why
 * @out_n_new: (out) (nullable): how many of them nobody had told before
 * @error: where to put what went wrong
 *
 * Returns: whether all of it is in the ward's log of reads, each of it once, when the turn is committed
 */
gboolean
mado_stream_take_reads (MadoStream *self,
                        MadoBackend *backend,
                        const MadoCaller *caller,
                        const MadoReadsRequest *request,
                        guint *out_n_new,
                        GError **error)
{
  g_autofree char *key = make_key (self, caller, request->device);
  const Mark mark = find_mark (request);
  guint n_new = 0;
  Mark known = { 0 };

  if (!load_mark (backend, key, &known, error))
    return FALSE;
  for (guint i = 0; i < request->reads->len; i++) {
    const MadoToldRead *read = &g_array_index (request->reads, MadoToldRead, i);

    if (is_known (read, &known))
      continue;
    n_new++;
    if (!append (self, backend, caller, read, error))
      return FALSE;
  }

  if (out_n_new != NULL)
    *out_n_new = n_new;

  return n_new == 0 || save_mark (backend, key, &mark, error);
}
