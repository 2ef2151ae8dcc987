/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A document is written as numbers and texts, one after the other. A text that was there before is a number: its place
 * among those that are shared. Whether it was is asked of a short memory of hashes, so that names and addresses, which
 * come once, are not kept where nothing shares them. */

#include "mado-manuscript-drawer.h"

#include <string.h>

#define N_REMEMBERED 4096 /* hashes */
#define MAX_SHARED 16384  /* texts */

/* What stands where a text stands. */
enum {
  TEXT_FOLLOWS,
  TEXT_IS_NONE, /* NULL */
  FIRST_SHARED, /* its place from here on */
};

/* What stands with the kind of a block. */
#define KIND_BITS 2
#define HAS_SIZE (1u << KIND_BITS)
#define HAS_COLUMNS (2u << KIND_BITS)

G_STATIC_ASSERT (MADO_BLOCK_QR < 1 << KIND_BITS);

typedef struct {
  guint length;
  guint8 bytes[];
} Paper;

struct _MadoManuscriptDrawer {
  GPtrArray *papers;  /* (element-type Paper) */
  GPtrArray *shared;  /* (element-type utf8) */
  GHashTable *places; /* shared text → its number */
  GByteArray *desk;   /* what is being written */
  guint remembered[N_REMEMBERED];
};

static void
wipe_paper (gpointer data)
{
  Paper *paper = data;

  explicit_bzero (paper->bytes, paper->length);
  g_free (paper);
}

static void
wipe_text (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

/**
 * mado_manuscript_drawer_new:
 *
 * Returns: (transfer full): an empty drawer
 */
MadoManuscriptDrawer *
mado_manuscript_drawer_new (void)
{
  MadoManuscriptDrawer *self = g_new0 (MadoManuscriptDrawer, 1);

  self->papers = g_ptr_array_new_with_free_func (wipe_paper);
  self->shared = g_ptr_array_new_with_free_func (wipe_text);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  self->desk = g_byte_array_new ();

  return self;
}

/**
 * mado_manuscript_drawer_free:
 * @self: (transfer full): a drawer, whose words are wiped
 */
void
mado_manuscript_drawer_free (MadoManuscriptDrawer *self)
{
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->shared);
  g_ptr_array_unref (self->papers);
  g_byte_array_unref (self->desk);
  g_free (self);
}

/* --- putting away ------------------------------------------------------------------------------------------------- */

/* Seven bits a byte, the lowest first. */
static void
write_number (MadoManuscriptDrawer *self, guint number)
{
  do {
    const guint8 byte = (guint8) ((number & 0x7f) | (number > 0x7f ? 0x80 : 0));

    g_byte_array_append (self->desk, &byte, 1);
    number >>= 7;
  } while (number > 0);
}

/* Returns: its number among what is shared, 0 where it is not */
static guint
share (MadoManuscriptDrawer *self, const char *text)
{
  const guint hash = g_str_hash (text);
  guint *last = &self->remembered[hash % N_REMEMBERED];
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, text));

  if (number == 0 && *last == hash && self->shared->len < MAX_SHARED) {
    char *copy = g_strdup (text);

    number = FIRST_SHARED + self->shared->len;
    g_ptr_array_add (self->shared, copy);
    g_hash_table_insert (self->places, copy, GUINT_TO_POINTER (number));
  }
  *last = hash;

  return number;
}

static void
write_text (MadoManuscriptDrawer *self, const char *text)
{
  const guint number = text != NULL ? share (self, text) : TEXT_IS_NONE;

  write_number (self, number);
  if (number != TEXT_FOLLOWS)
    return;
  write_number (self, (guint) strlen (text));
  g_byte_array_append (self->desk, (const guint8 *) text, (guint) strlen (text));
}

static void
write_measure (MadoManuscriptDrawer *self, double measure)
{
  g_byte_array_append (self->desk, (const guint8 *) &measure, sizeof measure);
}

static void
write_table (MadoManuscriptDrawer *self, const MadoBlock *block)
{
  write_number (self, block->n_columns);
  write_number (self, block->n_heads);
  write_number (self, block->labels);
  for (guint i = 0; i < block->n_columns; i++)
    write_measure (self, block->widths[i]);
  write_number (self, block->rows->len);
  for (guint i = 0; i < block->rows->len; i++)
    for (guint j = 0; j < block->n_columns; j++)
      write_text (self, ((char **) g_ptr_array_index (block->rows, i))[j]);
}

static void
write_block (MadoManuscriptDrawer *self, const MadoBlock *block)
{
  const gboolean has_size = block->size > 0, has_columns = block->n_columns > 0;

  write_number (self, block->kind | (has_size ? HAS_SIZE : 0) | (has_columns ? HAS_COLUMNS : 0));
  write_text (self, block->id);
  write_text (self, block->area);
  write_text (self, block->style);
  write_text (self, block->text);
  if (has_size)
    write_measure (self, block->size);
  if (has_columns)
    write_table (self, block);
}

/**
 * mado_manuscript_drawer_put:
 * @self: a drawer
 * @manuscript: what is put into it
 *
 * Returns: its place
 */
guint
mado_manuscript_drawer_put (MadoManuscriptDrawer *self, const MadoManuscript *manuscript)
{
  Paper *paper;

  write_text (self, manuscript->title);
  write_number (self, manuscript->blocks->len);
  for (guint i = 0; i < manuscript->blocks->len; i++)
    write_block (self, g_ptr_array_index (manuscript->blocks, i));
  paper = g_malloc (sizeof *paper + self->desk->len);
  paper->length = self->desk->len;
  memcpy (paper->bytes, self->desk->data, self->desk->len);
  g_ptr_array_add (self->papers, paper);
  explicit_bzero (self->desk->data, self->desk->len);
  g_byte_array_set_size (self->desk, 0);

  return self->papers->len - 1;
}

/* --- taking out --------------------------------------------------------------------------------------------------- */

typedef struct {
  const MadoManuscriptDrawer *drawer;
  const guint8 *next;
} Reading;

static guint
read_number (Reading *self)
{
  guint number = 0;

  for (guint shift = 0;; shift += 7) {
    const guint8 byte = *self->next++;

    number |= (guint) (byte & 0x7f) << shift;
    if ((byte & 0x80) == 0)
      return number;
  }
}

static double
read_measure (Reading *self)
{
  double measure;

  memcpy (&measure, self->next, sizeof measure);
  self->next += sizeof measure;

  return measure;
}

static char *
read_text (Reading *self)
{
  const guint number = read_number (self);
  const char *text;
  gsize length;

  if (number == TEXT_IS_NONE)
    return NULL;
  if (number != TEXT_FOLLOWS)
    return g_strdup (g_ptr_array_index (self->drawer->shared, number - FIRST_SHARED));
  length = read_number (self);
  text = (const char *) self->next;
  self->next += length;

  return g_strndup (text, length);
}

static void
read_table (Reading *self, MadoBlock *block)
{
  guint n_rows;

  block->n_columns = read_number (self);
  block->n_heads = read_number (self);
  block->labels = read_number (self);
  for (guint i = 0; i < block->n_columns; i++)
    block->widths[i] = read_measure (self);
  n_rows = read_number (self);
  for (guint i = 0; i < n_rows; i++) {
    GStrv row = g_new0 (char *, block->n_columns + 1);

    for (guint j = 0; j < block->n_columns; j++)
      row[j] = read_text (self);
    g_ptr_array_add (block->rows, row);
  }
}

static void
read_block (Reading *self, MadoManuscript *manuscript)
{
  const guint kind = read_number (self);
  g_autofree char *id = read_text (self), *area = read_text (self), *style = read_text (self);
  MadoBlock *block = mado_manuscript_add (manuscript, kind & ((1u << KIND_BITS) - 1), id, area, style, NULL);

  block->text = read_text (self);
  if ((kind & HAS_SIZE) != 0)
    block->size = read_measure (self);
  if ((kind & HAS_COLUMNS) != 0)
    read_table (self, block);
}

/**
 * mado_manuscript_drawer_read:
 * @self: a drawer
 * @place: of something in it
 *
 * Returns: (transfer full): what was put there; the drawer keeps it
 */
MadoManuscript *
mado_manuscript_drawer_read (const MadoManuscriptDrawer *self, guint place)
{
  const Paper *paper = g_ptr_array_index (self->papers, place);
  Reading reading = { self, paper->bytes };
  g_autofree char *title = read_text (&reading);
  MadoManuscript *manuscript = mado_manuscript_new (title);
  const guint n_blocks = read_number (&reading);

  for (guint i = 0; i < n_blocks; i++)
    read_block (&reading, manuscript);

  return manuscript;
}
