/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An item has one form in bytes, is read back from it, and nothing else is read as one. */

#include "backend-sample.h"
#include "mado-ward-item.h"

#include <string.h>

#include "mado-base-error.h"

static GByteArray *
write_item (const MadoWardItem *item)
{
  GByteArray *bytes = g_byte_array_new ();

  mado_ward_item_write (item, bytes);

  return bytes;
}

static GPtrArray *
make_items (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  const MadoId id = mado_id_draw ();
  g_autoptr (MadoStoredEntry) entry = backend_sample_make_entry (3, id, "見本", &id, NULL);
  g_autoptr (MadoStoredEntry) erased = backend_sample_make_entry (4, MADO_ID_NONE, NULL, NULL);
  g_autoptr (MadoEntity) entity = backend_sample_make_entity (id, "見本");
  g_autoptr (GBytes) bytes = g_bytes_new ("\0\xFF", 2), empty = g_bytes_new (NULL, 0);
  MadoStoredDevice device = { .id = id, .account = (char *) "s-01", .terminal = (char *) "", .received = 9 };
  const MadoStreamStand stand = { .number = 1, .epoch = 5, .revision = 2, .head = { .seq = 7 } };
  const MadoStoredPart part = { .part = 2, .length = 2 };
  const MadoStoredRead look = {
    .number = 3, .at = { 5 }, .account = "s-01", .terminal = "t-01", .reason = "見", .entity = id
  };
  const MadoWardItem samples[] = {
    { .kind = MADO_WARD_ITEM_STREAM, .stream = 1, .name = (char *) "shinjuku/ninpu-r7", .stand = { .epoch = 5 } },
    { .kind = MADO_WARD_ITEM_STAND, .stream = 1, .name = (char *) "a", .stand = stand },
    { .kind = MADO_WARD_ITEM_PLACE, .stream = 1, .name = (char *) "a", .stand = stand },
    { .kind = MADO_WARD_ITEM_ENTRY, .stream = 1, .entry = entry },
    { .kind = MADO_WARD_ITEM_ENTRY, .stream = 1, .entry = erased },
    { .kind = MADO_WARD_ITEM_ENTITY,
      .stream = 2,
      .row = { .stream = 2, .seq = 3, .id = id, .entity = entity, .rank = 1 } },
    { .kind = MADO_WARD_ITEM_ENTITY, .stream = 2, .row = { .stream = 2, .seq = 3, .id = id, .about = id, .rank = 3 } },
    { .kind = MADO_WARD_ITEM_DEVICE, .stream = 1, .device = &device },
    { .kind = MADO_WARD_ITEM_CLAIM, .claim = { .claim = (char *) "x", .holder = id } },
    { .kind = MADO_WARD_ITEM_PART, .part = part, .bytes = bytes },
    { .kind = MADO_WARD_ITEM_PART, .part = part },
    { .kind = MADO_WARD_ITEM_RECORD, .name = (char *) "shelf", .key = (char *) "k", .bytes = empty },
    { .kind = MADO_WARD_ITEM_LOOK, .look = look },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    g_ptr_array_add (items, write_item (&samples[i]));

  return items;
}

static void
test_it_comes_back (void)
{
  g_autoptr (GPtrArray) items = make_items ();

  for (guint i = 0; i < items->len; i++) {
    const GByteArray *bytes = g_ptr_array_index (items, i);
    g_auto (MadoWardItem) item = { 0 };
    g_autoptr (GByteArray) again = NULL;
    g_autoptr (GError) error = NULL;

    mado_ward_item_read (bytes->data, bytes->len, &item, &error);
    g_assert_no_error (error);
    again = write_item (&item);
    g_assert_cmpmem (again->data, again->len, bytes->data, bytes->len);
    for (guint j = 0; j < i; j++) {
      const GByteArray *other = g_ptr_array_index (items, j);

      g_assert_false (bytes->len == other->len && memcmp (bytes->data, other->data, bytes->len) == 0);
    }
  }
}

static void
assert_none (const guint8 *bytes, gsize length)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, length); /* of its very length, so that a byte too far shows */
  g_auto (MadoWardItem) item = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_ward_item_read (copy, length, &item, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
}

static void
test_what_is_cut_off_or_longer_is_none (void)
{
  g_autoptr (GPtrArray) items = make_items ();

  for (guint i = 0; i < items->len; i++) {
    GByteArray *bytes = g_ptr_array_index (items, i);

    for (guint length = 0; length < bytes->len; length++)
      assert_none (bytes->data, length);
    g_byte_array_append (bytes, (const guint8 *) "", 1);
    assert_none (bytes->data, bytes->len);
  }
}

/* It is read as something, or refused: nothing else happens. */
static void
test_whatever_comes_is_borne (void)
{
  g_autoptr (GPtrArray) items = make_items ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200000; i++) {
    const GByteArray *bytes = g_ptr_array_index (items, (guint) g_rand_int_range (random, 0, (gint32) items->len));
    g_autofree guint8 *copy = g_memdup2 (bytes->data, bytes->len);
    g_auto (MadoWardItem) item = { 0 };

    for (guint n = (guint) g_rand_int_range (random, 1, 4); n > 0; n--)
      copy[g_rand_int_range (random, 0, (gint32) bytes->len)] = (guint8) g_rand_int (random);
    (void) mado_ward_item_read (copy, bytes->len, &item, NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ward-item/it-comes-back", test_it_comes_back);
  g_test_add_func ("/ward-item/what-is-cut-off-or-longer-is-none", test_what_is_cut_off_or_longer_is_none);
  g_test_add_func ("/ward-item/whatever-comes-is-borne", test_whatever_comes_is_borne);

  return g_test_run ();
}
