/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Remembers where each line is. The run must stay as it is for as long as the list is used. */

#include "mado-intake-lines.h"

typedef struct {
  const MadoIntakeUnread *unread;         /* (nullable): alone, where it is set */
  const MadoStagedAttachment *attachment; /* (nullable): alone, where it is set */
  const MadoStagedFile *file;
  const MadoStagedRow *row;   /* (nullable) */
  const MadoFinding *finding; /* (nullable): %NULL: the row has changed */
} Spot;

struct _MadoIntakeLines {
  GObject parent_instance;

  MadoIntakeRun *run;
  MadoIntakeWeight lightest;
  GArray *spots; /* Spot */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoIntakeLines,
                               mado_intake_lines,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
mado_intake_lines_finalize (GObject *object)
{
  MadoIntakeLines *self = MADO_INTAKE_LINES (object);

  g_array_unref (self->spots);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (mado_intake_lines_parent_class)->finalize (object);
}

static void
mado_intake_lines_class_init (MadoIntakeLinesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_intake_lines_finalize;
}

static void
mado_intake_lines_init (MadoIntakeLines *self)
{
  self->spots = g_array_new (FALSE, FALSE, sizeof (Spot));
}

/* --- as a list ---------------------------------------------------------------------------------------------------- */

static GType
get_item_type (G_GNUC_UNUSED GListModel *model)
{
  return MADO_TYPE_INTAKE_LINE;
}

static guint
get_n_items (GListModel *model)
{
  return MADO_INTAKE_LINES (model)->spots->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MadoIntakeLines *self = MADO_INTAKE_LINES (model);
  const Spot *spot;

  if (position >= self->spots->len)
    return NULL;
  spot = &g_array_index (self->spots, Spot, position);
  if (spot->unread != NULL)
    return mado_intake_line_new_unread (spot->unread);
  if (spot->attachment != NULL)
    return mado_intake_line_new_attachment (spot->attachment);
  if (spot->finding == NULL)
    return mado_intake_line_new_changed (spot->file, spot->row);

  return mado_intake_line_new_finding (mado_intake_run_get_programme (self->run), spot->file, spot->row, spot->finding);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- what there is ------------------------------------------------------------------------------------------------ */

static void
add_spot (MadoIntakeLines *self, Spot spot)
{
  g_array_append_val (self->spots, spot);
}

static void
add_findings (MadoIntakeLines *self, const MadoStagedFile *file, const MadoStagedRow *row, const MadoFindings *findings)
{
  for (guint i = 0; findings != NULL && i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    if (mado_intake_line_weigh (file, row, finding) <= self->lightest)
      add_spot (self, (Spot) { .file = file, .row = row, .finding = finding });
  }
}

static void
add_file (MadoIntakeLines *self, const MadoStagedFile *file)
{
  add_findings (self, file, NULL, file->findings);
  for (guint i = 0; i < file->rows->len; i++) {
    const MadoStagedRow *row = g_ptr_array_index (file->rows, i);

    add_findings (self, file, row, row->findings);
    if (row->state == MADO_INTAKE_CHANGED)
      add_spot (self, (Spot) { .file = file, .row = row });
  }
}

static void
find_spots (MadoIntakeLines *self)
{
  const GPtrArray *files = mado_intake_run_get_files (self->run);
  const GPtrArray *attachments = mado_intake_run_get_attachments (self->run);
  const GPtrArray *unread = mado_intake_run_get_unread (self->run);

  for (guint i = 0; i < unread->len; i++)
    add_spot (self, (Spot) { .unread = g_ptr_array_index (unread, i) });
  for (guint i = 0; files != NULL && i < files->len; i++)
    add_file (self, g_ptr_array_index (files, i));
  for (guint i = 0; attachments != NULL && i < attachments->len; i++) {
    const MadoStagedAttachment *attachment = g_ptr_array_index (attachments, i);

    if (attachment->code != NULL)
      add_spot (self, (Spot) { .attachment = attachment });
  }
}

/**
 * mado_intake_lines_new:
 * @run: a run that shows files
 * @lightest: what weighs less is left out
 *
 * Returns: (transfer full): what is odd about them
 */
MadoIntakeLines *
mado_intake_lines_new (MadoIntakeRun *run, MadoIntakeWeight lightest)
{
  MadoIntakeLines *self = g_object_new (MADO_TYPE_INTAKE_LINES, NULL);

  self->run = g_object_ref (run);
  self->lightest = lightest;
  find_spots (self);

  return self;
}
