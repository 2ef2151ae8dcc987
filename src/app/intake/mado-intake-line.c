/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of a finding. Rows and columns are named as a spreadsheet names them, for that is where files are mended.
 */

#include "mado-intake-line.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-file-name.h"

struct _MadoIntakeLine {
  GObject parent_instance;

  MadoIntakeWeight weight;
  char *cells[MADO_INTAKE_N_CELLS];
};

G_DEFINE_FINAL_TYPE (MadoIntakeLine, mado_intake_line, G_TYPE_OBJECT)

static void
mado_intake_line_finalize (GObject *object)
{
  MadoIntakeLine *self = MADO_INTAKE_LINE (object);

  for (guint i = 0; i < MADO_INTAKE_N_CELLS; i++)
    g_free (self->cells[i]);

  G_OBJECT_CLASS (mado_intake_line_parent_class)->finalize (object);
}

static void
mado_intake_line_class_init (MadoIntakeLineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_intake_line_finalize;
}

static void
mado_intake_line_init (MadoIntakeLine *self)
{
}

static MadoIntakeLine *
make_line (MadoIntakeWeight weight, const char *file, const char *text)
{
  static const char *const words[] = {
    [MADO_INTAKE_LINE_REFUSED] = N_ ("Not taken in"),
    [MADO_INTAKE_LINE_OPEN] = N_ ("To be looked at"),
    [MADO_INTAKE_LINE_MINOR] = N_ ("Note"),
  };
  MadoIntakeLine *self = g_object_new (MADO_TYPE_INTAKE_LINE, NULL);

  self->weight = weight;
  self->cells[MADO_INTAKE_CELL_WEIGHT] = g_strdup (_ (words[weight]));
  self->cells[MADO_INTAKE_CELL_FILE] = g_strdup (file);
  self->cells[MADO_INTAKE_CELL_TEXT] = g_strdup (text);

  return self;
}

/* The form in front of a number is for machines. */
static char *
dup_number (const char *receipt)
{
  const char *colon = receipt != NULL ? strchr (receipt, ':') : NULL;

  return g_strdup (colon != NULL ? colon + 1 : receipt);
}

static void
put_row (MadoIntakeLine *self, guint64 number, const MadoStagedRow *row)
{
  if (number > 0)
    self->cells[MADO_INTAKE_CELL_ROW] = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  if (row != NULL)
    self->cells[MADO_INTAKE_CELL_RECEIPT] = dup_number (row->receipt);
}

/* 1 → A, 27 → AA */
static char *
write_letters (guint64 column)
{
  GString *letters = g_string_new (NULL);

  for (; column > 0; column = (column - 1) / 26)
    g_string_prepend_c (letters, (char) ('A' + (column - 1) % 26));

  return g_string_free_and_steal (letters);
}

static void
put_column (MadoIntakeLine *self, const MadoProgramme *programme, const MadoFinding *finding)
{
  const MadoItem *item = finding->field != NULL ? mado_section_find (programme->items, finding->field) : NULL;
  const char *name = item != NULL ? item->label : finding->field;
  g_autofree char *letters = write_letters (finding->place);

  if (letters[0] != '\0' && name != NULL)
    /* Translators: the letters of a column of a spreadsheet, and what it is called */
    self->cells[MADO_INTAKE_CELL_COLUMN] = g_strdup_printf (_ ("%s (%s)"), letters, name);
  else
    self->cells[MADO_INTAKE_CELL_COLUMN] = g_strdup (name != NULL ? name : letters);
}

/**
 * mado_intake_line_new_unread:
 * @unread: a file that could not be read
 *
 * Returns: (transfer full): a line for it
 */
MadoIntakeLine *
mado_intake_line_new_unread (const MadoIntakeUnread *unread)
{
  return make_line (MADO_INTAKE_LINE_REFUSED, unread->name, _ (mado_intake_code_get_message (unread->code)));
}

/**
 * mado_intake_line_new_attachment:
 * @file: an attachment that is refused
 *
 * Returns: (transfer full): a line for it
 */
MadoIntakeLine *
mado_intake_line_new_attachment (const MadoStagedAttachment *file)
{
  g_autofree char *name = mado_file_name_show (file->entry->name);
  MadoIntakeLine *self = make_line (MADO_INTAKE_LINE_REFUSED, name, _ (mado_intake_code_get_message (file->code)));

  self->cells[MADO_INTAKE_CELL_RECEIPT] = dup_number (file->receipt);

  return self;
}

/**
 * mado_intake_line_weigh:
 * @file: a file
 * @row: (nullable): a row of it
 * @finding: what is odd about the row, or about the file
 *
 * Returns: how much it weighs
 */
MadoIntakeWeight
mado_intake_line_weigh (const MadoStagedFile *file, const MadoStagedRow *row, const MadoFinding *finding)
{
  if (finding->severity == MADO_SEVERITY_WARNING)
    return MADO_INTAKE_LINE_MINOR;

  return (row != NULL && row->state == MADO_INTAKE_REFUSED) || file->is_refused ? MADO_INTAKE_LINE_REFUSED
                                                                                : MADO_INTAKE_LINE_OPEN;
}

/**
 * mado_intake_line_new_finding:
 * @programme: whose file it is
 * @file: a file
 * @row: (nullable): a row of it
 * @finding: what is odd about the row, or about the file
 *
 * Returns: (transfer full): a line for it
 */
MadoIntakeLine *
mado_intake_line_new_finding (const MadoProgramme *programme,
                              const MadoStagedFile *file,
                              const MadoStagedRow *row,
                              const MadoFinding *finding)
{
  MadoIntakeLine *self = make_line (mado_intake_line_weigh (file, row, finding), file->name,
                                    _ (mado_intake_code_get_message (finding->code)));

  put_row (self, finding->record > 0 || row == NULL ? finding->record : row->row, row);
  put_column (self, programme, finding);

  return self;
}

/**
 * mado_intake_line_new_changed:
 * @file: a file
 * @row: a row of it that says something else than the case
 *
 * Returns: (transfer full): a line that names the items
 */
MadoIntakeLine *
mado_intake_line_new_changed (const MadoStagedFile *file, const MadoStagedRow *row)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *joined = NULL, *text = NULL;
  MadoIntakeLine *self;

  for (guint i = 0; row->changed != NULL && i < row->changed->len; i++)
    g_strv_builder_add (labels, ((const MadoItem *) g_ptr_array_index (row->changed, i))->label);
  all = g_strv_builder_end (labels);
  joined = g_strjoinv (_ (", "), all);
  /* Translators: %s are items, such as the name and the address */
  text = g_strdup_printf (_ ("The record says otherwise: %s. Look at the case; nothing is written over."), joined);
  self = make_line (MADO_INTAKE_LINE_OPEN, file->name, text);
  put_row (self, row->row, row);

  return self;
}

/**
 * mado_intake_line_get_weight:
 * @self: a line
 *
 * Returns: how much it weighs
 */
MadoIntakeWeight
mado_intake_line_get_weight (MadoIntakeLine *self)
{
  return self->weight;
}

/**
 * mado_intake_line_get_cell:
 * @self: a line
 * @cell: a part of it
 *
 * Returns: (transfer none): what stands there; may be empty
 */
const char *
mado_intake_line_get_cell (MadoIntakeLine *self, MadoIntakeCell cell)
{
  return self->cells[cell] != NULL ? self->cells[cell] : "";
}
