/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What it takes until a push is acknowledged, which is when it is on the disk: alone, and in batches. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"
#include "mado-bench.h"
#include "mado-parcel.h"
#include "mado-push.h"
#include "part.h"
#include "plain-store.h"
#include "relay.h"
#include "visitor.h"

#define N_ALONE 300
#define N_WARM 20
#define N_ROUNDS 5
#define N_BATCHES 4 /* in a round */
#define BATCH 100U  /* operations */

typedef struct {
  Office *office;
  Visitor *visitor;
  int plain_file;
  Inside *inside;
  Inside *memory;
  PlainStore *plain;
  GQueue texts; /* (element-type GBytes): what the plain store keeps */
} Desk;

/* --- one operation --------------------------------------------------------------------------------------------------
 */

static void
push_one (gpointer load)
{
  const Desk *desk = load;

  visitor_send_push (desk->visitor);
  visitor_await_push (desk->visitor);
}

static void
append_and_sync (gpointer load)
{
  const Desk *desk = load;
  static const guint8 block[4096] = { 0x5A };

  if (write (desk->plain_file, block, sizeof block) != sizeof block || fdatasync (desk->plain_file) != 0)
    g_error ("the disk refuses");
}

static void
acknowledge_in (OfficeKind kind)
{
  g_autofree char *name =
      g_strdup_printf ("push of one operation until its acknowledgement, %s", office_kind_get_name (kind));
  const MadoBenchWait wait = { name, push_one, "append 4 KB and sync", append_and_sync, NULL };
  g_autofree char *path = part_dup_path ("plain");
  Desk desk = { .office = office_new (kind, 1), .plain_file = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) };

  office_start (desk.office);
  desk.visitor = visitor_new (desk.office, 1, NULL);
  visitor_write_pushes (desk.visitor, N_WARM + N_ALONE, 1);
  for (guint i = 0; i < N_WARM; i++)
    push_one (&desk);
  mado_bench_judge (mado_bench_spread (&wait, N_ALONE, &desk), 2.5, TRUE);
  visitor_free (desk.visitor);
  world_end (&desk.office->world, SIGTERM);
  office_check (desk.office, N_WARM + N_ALONE);
  office_free (desk.office);
  (void) close (desk.plain_file); /* ignored: what is in it is nobody's */
  (void) g_unlink (path);
}

/* Goal 2. */
void
part_acknowledge (void)
{
  acknowledge_in (OFFICE_FILE);
  acknowledge_in (OFFICE_SERVER);
  acknowledge_in (OFFICE_SERVER_AND_STANDBY);
}

/* --- batches --------------------------------------------------------------------------------------------------------
 */

static guint
push_batches (gpointer load)
{
  const Desk *desk = load;
  guint n_done = 0;

  for (guint i = 0; i < N_BATCHES; i++) {
    visitor_send_push (desk->visitor);
    n_done += visitor_await_push (desk->visitor);
  }

  return n_done;
}

static guint
push_inside (gpointer load)
{
  const Desk *desk = load;
  guint n_done = 0;

  for (guint i = 0; i < N_BATCHES; i++)
    n_done += inside_push (desk->inside);

  return n_done;
}

static guint
push_in_memory (gpointer load)
{
  const Desk *desk = load;
  guint n_done = 0;

  for (guint i = 0; i < N_BATCHES; i++)
    n_done += inside_push (desk->memory);

  return n_done;
}

static guint
insert_plain (gpointer load)
{
  Desk *desk = load;

  for (guint i = 0; i < N_BATCHES; i++) {
    plain_store_begin (desk->plain);
    for (guint j = 0; j < BATCH; j++) {
      g_autoptr (GBytes) text = g_queue_pop_head (&desk->texts);

      plain_store_put_operation (desk->plain, mado_id_draw (), text);
    }
    plain_store_commit (desk->plain);
  }

  return N_BATCHES * BATCH;
}

static void
keep_texts (Desk *desk)
{
  const GArray *journal = desk->visitor->hand->journal;

  for (guint i = 0; i < N_ROUNDS * N_BATCHES * BATCH; i++)
    g_queue_push_tail (&desk->texts, g_bytes_ref (g_array_index (journal, MadoPushedOperation, i).text));
}

static Inside *
open_inside (const Desk *desk, OfficeKind kind, const char *path)
{
  g_autofree char *database = NULL;
  g_autofree char *conninfo = NULL;

  if (kind == OFFICE_FILE)
    return inside_new_in_file (path);
  database = mado_test_cluster_create_database (desk->office->cluster);
  conninfo = mado_test_cluster_dup_conninfo (desk->office->cluster, database);

  return inside_new_in_database (conninfo);
}

static void
ingest_in (OfficeKind kind)
{
  g_autofree char *title =
      g_strdup_printf ("operations in batches of %u over the line, %s", BATCH, office_kind_get_name (kind));
  const MadoBenchRate rates[] = {
    { title, push_batches, 0 },
    { "the same without line and service", push_inside, 0.9 },
    { "judged alone, and kept in memory", push_in_memory, 0 },
    { "their bytes in plain SQLite, nothing judged", insert_plain, 0.5 },
  };
  g_autofree char *inside_path = part_dup_path ("inside.ward");
  g_autofree char *plain_path = part_dup_path ("plain.db");
  Desk desk = { .office = office_new (kind, 1) };
  double used;

  office_start (desk.office);
  desk.visitor = visitor_new (desk.office, 1, NULL);
  desk.inside = open_inside (&desk, kind, inside_path);
  desk.memory = inside_new_in_memory ();
  desk.plain = plain_store_new (plain_path);
  g_queue_init (&desk.texts);
  visitor_write_pushes (desk.visitor, N_ROUNDS * N_BATCHES, BATCH);
  inside_write_pushes (desk.inside, N_ROUNDS * N_BATCHES, BATCH);
  inside_write_pushes (desk.memory, N_ROUNDS * N_BATCHES, BATCH);
  keep_texts (&desk);
  used = office_get_used (desk.office);
  mado_bench_rates (rates, G_N_ELEMENTS (rates), N_ROUNDS, &desk);
  printf ("  the service used %.2f ms of a processor for each, its servers not counted\n",
          (office_get_used (desk.office) - used) * 1000 / (N_ROUNDS * N_BATCHES * BATCH));
  if (plain_store_count (desk.plain) != N_ROUNDS * N_BATCHES * BATCH)
    g_error ("something is missing");
  plain_store_free (desk.plain);
  inside_free (desk.memory);
  inside_free (desk.inside);
  visitor_free (desk.visitor);
  world_end (&desk.office->world, SIGTERM);
  office_check (desk.office, N_ROUNDS * N_BATCHES * BATCH);
  office_free (desk.office);
  (void) g_unlink (plain_path); /* ignored: the folder of the run goes with what is in it */
}

/* Goal 3. */
void
part_ingest (void)
{
  ingest_in (OFFICE_FILE);
  ingest_in (OFFICE_SERVER);
}

/* --- with the standby ------------------------------------------------------------------------------------------------
 */

typedef struct {
  Desk with;
  Desk without;
} Pair;

static guint
push_with_standby (gpointer load)
{
  return push_batches (&((Pair *) load)->with);
}

static guint
push_without (gpointer load)
{
  return push_batches (&((Pair *) load)->without);
}

static void
open_desk (Desk *self, OfficeKind kind)
{
  self->office = office_new (kind, 1);
  office_start (self->office);
  self->visitor = visitor_new (self->office, 1, NULL);
  visitor_write_pushes (self->visitor, N_ROUNDS * N_BATCHES, BATCH);
}

static void
close_desk (Desk *self)
{
  visitor_free (self->visitor);
  world_end (&self->office->world, SIGTERM);
  office_check (self->office, N_ROUNDS * N_BATCHES * BATCH);
  office_free (self->office);
}

/* Goal 4, but for those who are only connected. */
void
part_standby (void)
{
  static const MadoBenchRate rates[] = {
    { "operations in batches of 100 over the line, postgresql and its standby", push_with_standby, 0 },
    { "postgresql without a standby", push_without, 0.6 },
  };
  Pair pair = { 0 };

  open_desk (&pair.with, OFFICE_SERVER_AND_STANDBY);
  open_desk (&pair.without, OFFICE_SERVER);
  mado_bench_rates (rates, G_N_ELEMENTS (rates), N_ROUNDS, &pair);
  close_desk (&pair.with);
  close_desk (&pair.without);
}

/* --- bytes -----------------------------------------------------------------------------------------------------------
 */

static gsize
pack (const GArray *journal, guint first, guint n_operations)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  g_autoptr (GBytes) text = NULL;
  g_auto (MadoParcel) parcel = { 0 };

  for (guint i = first; i < first + n_operations; i++) {
    gsize length = 0;
    gconstpointer bytes = g_bytes_get_data (g_array_index (journal, MadoPushedOperation, i).text, &length);

    g_byte_array_append (payload, bytes, (guint) length);
  }
  text = g_byte_array_free_to_bytes (g_steal_pointer (&payload));
  g_assert_true (mado_parcel_pack_from (text, MADO_PUSH_WORTH_PACKING, &parcel, NULL));

  return g_bytes_get_size (parcel.bytes);
}

static void
weigh_push (Visitor *visitor, Relay *relay, guint n_operations)
{
  const guint first = (guint) visitor->written;
  gint64 up, down;
  gsize least;

  visitor_write_pushes (visitor, 1, n_operations);
  up = relay_count_up (relay);
  down = relay_count_down (relay);
  visitor_send_push (visitor);
  visitor_await_push (visitor);
  up = relay_count_up (relay) - up;
  down = relay_count_down (relay) - down;
  least = pack (visitor->hand->journal, first, n_operations);
  printf ("push of %u: %" G_GINT64_FORMAT " bytes there, %" G_GINT64_FORMAT
          " back, all of TLS; floor (its payload alone, packed where we pack): %" G_GSIZE_FORMAT "; ratio %.2f\n",
          n_operations, up, down, least, (double) (up + down) / (double) least);
  mado_bench_judge ((double) (up + down) / (double) least, 1.1, TRUE);
}

static void
weigh_at (OfficeKind kind)
{
  static const guint sizes[] = { 1, 10, 100, 500 };
  Office *office = office_new (kind, 1);
  guint n_sent = 0;

  office_start (office);
  printf ("%s\n", office_kind_get_name (kind));
  Relay *relay = relay_new (office->world.port, 0);
  Visitor *visitor = visitor_new (office, 1, relay_get_address (relay));

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    weigh_push (visitor, relay, sizes[i]);
    n_sent += sizes[i];
  }
  visitor_free (visitor);
  relay_free (relay);
  world_end (&office->world, SIGTERM);
  office_check (office, n_sent);
  office_free (office);
}

/* Goal 12, but for who does nothing. */
void
part_wire (void)
{
  weigh_at (OFFICE_FILE);
  weigh_at (OFFICE_SERVER);
}
