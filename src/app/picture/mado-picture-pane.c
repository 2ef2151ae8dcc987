/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Leafs through the papers of a case, page by page. What is not here is fetched from the service; one page is decoded
 * at a time, when somebody looks at it. */

#include "mado-picture-pane.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-decoder.h"
#include "mado-paper-cover.h"
#include "mado-paper-jump.h"
#include "mado-picture-mask.h"
#include "mado-picture-view.h"
#include "mado-pictures.h"
#include "mado-tip.h"

#define STEP 1.25

struct _MadoPicturePane {
  AdwBin parent_instance;

  MadoSession *session; /* (nullable) */
  MadoId entity;
  GPtrArray *papers;      /* (nullable) (element-type MadoCasePaper) */
  guint shown;            /* the paper */
  guint page;             /* of it */
  guint n_pages;          /* of it, as far as is known */
  const MadoItem *item;   /* (nullable): that somebody looks at */
  GCancellable *loading;  /* (nullable) */
  GCancellable *decoding; /* (nullable) */
  guint n_awaited;        /* papers on their way from the service */
  GError *obstacle;       /* (nullable): why one of them did not come */

  GtkStack *stack;
  AdwStatusPage *empty;
  GtkStack *sheet;
  AdwStatusPage *fault;
  MadoPictureView *view;
  GtkScrolledWindow *scroller;
  MadoPaperJump *jump;
  GtkLabel *position;
  GtkWidget *leaf;
  GtkWidget *retry;
  GtkWidget *fetch_again;
  GtkLabel *progress;
  GtkToggleButton *mask;
  GtkWidget *masking;
  GtkLabel *mask_hint;
  GtkWidget *cover;
  gboolean may_mask; /* where the paper that is shown lets it */

  GdkTexture *texture; /* (nullable): of the page that is shown */
};

G_DEFINE_FINAL_TYPE (MadoPicturePane, mado_picture_pane, ADW_TYPE_BIN)

static guint masked_signal, turned_signal;

/* --- a page ------------------------------------------------------------------------------------------------------- */

static char *
write_position (MadoPicturePane *self)
{
  const MadoCasePaper *paper = g_ptr_array_index (self->papers, self->shown);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: which paper is shown, and how many there are */
  g_string_append_printf (text, _ ("Paper %u of %u"), self->shown + 1, self->papers->len);
  if (paper->item != NULL)
    g_string_append_printf (text, "　%s", paper->item->label);
  if (self->n_pages > 1) {
    g_string_append (text, "　");
    g_string_append_printf (text, _ ("Page %u of %u"), self->page + 1, self->n_pages);
  }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* There is little room: what matters stands first, and of several pages the one that is shown. */
static char *
write_brief_position (MadoPicturePane *self)
{
  const MadoCasePaper *paper = g_ptr_array_index (self->papers, self->shown);
  const char *item = paper->item != NULL ? paper->item->label : "";

  if (self->n_pages > 1)
    return g_strdup_printf ("%u/%u (%u/%u)　%s", self->shown + 1, self->papers->len, self->page + 1, self->n_pages,
                            item);

  return g_strdup_printf ("%u / %u　%s", self->shown + 1, self->papers->len, item);
}

/* Of a paper that is stored it is an act of its own, which not everybody may. */
static void
offer_mask (MadoPicturePane *self)
{
  const MadoCasePaper *paper = g_ptr_array_index (self->papers, self->shown);

  gtk_widget_set_visible (GTK_WIDGET (self->mask),
                          self->may_mask &&
                              (self->session == NULL || mado_paper_cover_is_possible (self->session, paper->item)));
}

static void
name_page (MadoPicturePane *self)
{
  g_autofree char *position = write_position (self);
  g_autofree char *brief = write_brief_position (self);

  gtk_label_set_text (self->position, brief);
  mado_tip_set (GTK_WIDGET (self->position), position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->position), GTK_ACCESSIBLE_PROPERTY_LABEL, position, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, position, -1);
  gtk_widget_set_visible (self->leaf, self->papers->len > 1 || self->n_pages > 1);
  offer_mask (self);
}

static void
show_fault (MadoPicturePane *self, const GError *error)
{
  gboolean is_told = g_error_matches (error, MADO_DECODER_ERROR, error->code);

  adw_status_page_set_description (self->fault, mado_decoder_get_words (is_told ? error->code : MADO_PICTURE_BROKEN));
  gtk_stack_set_visible_child_name (self->sheet, "fault");
}

static const MadoItem *
get_item (MadoPicturePane *self, guint number)
{
  return ((const MadoCasePaper *) g_ptr_array_index (self->papers, number))->item;
}

/* To where the item that somebody looks at is read. */
static void
lead (MadoPicturePane *self)
{
  const MadoItem *paper = get_item (self, self->shown);

  if (self->item != NULL)
    mado_paper_jump_turn_to (self->jump, paper != NULL ? paper->id : NULL, self->item->id);
}

/* A picture takes the place of the whole paper: one page of many would stand for all. */
static gboolean
can_mask (MadoPicturePane *self)
{
  return self->n_pages == 1 && self->texture != NULL;
}

/* Whoever was quicker than the decoder covers the page when it is there. */
static void
show_masking (MadoPicturePane *self)
{
  const gboolean is_active = gtk_toggle_button_get_active (self->mask), is_possible = can_mask (self);

  gtk_label_set_text (self->mask_hint,
                      self->n_pages == 1
                          ? _ ("Draw over what is to be covered, or move the mark with the arrow keys and press Enter.")
                          : _ ("Of a PDF with several pages nothing can be covered. Scan each page as a picture."));
  gtk_widget_set_visible (self->cover, is_possible);
  gtk_widget_set_visible (self->masking, is_active);
  mado_picture_view_set_marking (self->view, is_active && is_possible);
  if (is_active && is_possible)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoPicturePane) self = pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDecodedPage) page = mado_decoder_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->decoding);
  if (page == NULL) {
    show_fault (self, error);
    return;
  }
  self->n_pages = page->n_pages;
  g_clear_object (&self->texture);
  self->texture = g_object_ref (page->texture);
  mado_picture_view_show (self->view, page->texture);
  lead (self);
  mado_paper_jump_note_page (self->jump);
  gtk_stack_set_visible_child_name (self->sheet, "page");
  name_page (self);
  if (gtk_toggle_button_get_active (self->mask))
    show_masking (self);
}

static void
stop (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* What was shown stays until the next is there: leafing does not flicker. */
static void
show_page (MadoPicturePane *self)
{
  const MadoCasePaper *paper = g_ptr_array_index (self->papers, self->shown);

  stop (&self->decoding);
  self->decoding = g_cancellable_new ();
  gtk_toggle_button_set_active (self->mask, FALSE);
  g_clear_object (&self->texture);
  name_page (self);
  mado_decoder_read_async (paper->file, self->page, self->decoding, decoded_cb, g_object_ref (self));
}

static void
show_paper (MadoPicturePane *self, guint number)
{
  self->shown = number;
  self->page = 0;
  self->n_pages = 1;
  show_page (self);
  g_signal_emit (self, turned_signal, 0);
}

/* --- what there is ------------------------------------------------------------------------------------------------ */

static void
say (MadoPicturePane *self, const char *title, const char *text)
{
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, text);
  gtk_widget_set_visible (self->retry, self->obstacle != NULL);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
say_error (MadoPicturePane *self, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);
  g_autofree char *text = mado_advice_dup_text (&advice);

  say (self, _ (advice.title), text);
}

static GBytes *
find_file (const GPtrArray *papers, guint number)
{
  return papers != NULL && number < papers->len ? ((const MadoCasePaper *) g_ptr_array_index (papers, number))->file
                                                : NULL;
}

/* Whoever reads a page goes on reading it, whatever else came. */
static void
show_papers (MadoPicturePane *self, gboolean is_the_same)
{
  gtk_widget_set_visible (self->fetch_again, self->obstacle != NULL);
  if (self->papers->len > 0) {
    gtk_stack_set_visible_child_name (self->stack, "content");
    if (is_the_same)
      name_page (self);
    else
      show_paper (self, MIN (self->shown, self->papers->len - 1));
  } else if (self->obstacle != NULL) {
    say_error (self, self->obstacle);
  } else {
    say (self, _ ("No papers"), _ ("No picture came with this case, or it is not on this terminal yet."));
  }
}

/* --- from the service --------------------------------------------------------------------------------------------- */

static void load (MadoPicturePane *self);

static MadoSync *
find_line (MadoPicturePane *self)
{
  MadoConnection *connection = mado_session_get_connection (self->session);

  return connection != NULL ? mado_connection_get_sync (connection) : NULL;
}

static void
told_cb (gpointer pane, gint64 n_here, gint64 n_whole)
{
  MadoPicturePane *self = pane;
  g_autofree char *text = NULL;

  if (self->n_awaited == 0) /* nobody looks any more */
    return;
  /* Translators: how much of a paper has come from the service */
  text = g_strdup_printf (_ ("Loading… %d%%"), (int) (100 * n_here / MAX (n_whole, 1)));
  gtk_label_set_text (self->progress, text);
}

static void
fetched_cb (GObject *sync, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoPicturePane) self = pane;
  g_autoptr (GError) error = NULL;

  if (!mado_sync_fetch_finish (MADO_SYNC (sync), result, &error) && !mado_advice_is_wanted (error))
    return;
  if (error != NULL && self->obstacle == NULL)
    self->obstacle = g_steal_pointer (&error);
  if (--self->n_awaited == 0)
    load (self);
}

static void
fetch (MadoPicturePane *self, MadoSync *sync, const GArray *missing)
{
  gtk_label_set_text (self->progress, _ ("Loading…"));
  if (self->papers->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  self->n_awaited = missing->len;
  for (guint i = missing->len; i > 0; i--) /* the last wish comes first */
    mado_sync_fetch_async (sync, self->entity, &g_array_index (missing, MadoHash, i - 1), told_cb, self, self->loading,
                           fetched_cb, g_object_ref (self));
}

/* --- from the profile --------------------------------------------------------------------------------------------- */

static void
take_pictures (MadoPicturePane *self, const MadoPictures *pictures)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->papers);
  GBytes *shown = find_file (before, self->shown);
  MadoSync *sync = find_line (self);
  GBytes *next;

  self->papers = g_ptr_array_ref (pictures->papers);
  next = find_file (self->papers, self->shown);
  show_papers (self, shown != NULL && next != NULL && g_bytes_equal (shown, next));
  if (pictures->missing->len > 0 && self->obstacle == NULL && sync != NULL)
    fetch (self, sync, pictures->missing);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer pane)
{
  g_autoptr (MadoPicturePane) self = pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPictures) pictures = mado_pictures_load_finish (result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  if (pictures != NULL) {
    take_pictures (self, pictures);
  } else {
    g_clear_pointer (&self->papers, g_ptr_array_unref);
    say_error (self, error);
  }
}

static void
stop_loading (MadoPicturePane *self)
{
  stop (&self->loading);
  g_clear_error (&self->obstacle);
  self->n_awaited = 0;
}

static void
load (MadoPicturePane *self)
{
  mado_pictures_load_async (self->session, self->entity, self->loading, loaded_cb, g_object_ref (self));
}

/* What came before is still here, and goes on from there. */
static void
load_again (MadoPicturePane *self)
{
  stop_loading (self);
  self->loading = g_cancellable_new ();
  load (self);
}

/* Nothing of the case before stays in sight. */
static void
turn_to (MadoPicturePane *self, MadoId entity)
{
  mado_paper_jump_leave (self->jump);
  stop (&self->decoding);
  self->entity = entity;
  self->shown = 0;
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  mado_picture_view_show (self->view, NULL);
  gtk_stack_set_visible_child_name (self->sheet, "page");
}

/**
 * mado_picture_pane_show:
 * @self: a pane
 * @session: a session
 * @entity: whose papers; what is not here is fetched, where there is a service
 */
void
mado_picture_pane_show (MadoPicturePane *self, MadoSession *session, MadoId entity)
{
  if (self->session != session) {
    g_clear_object (&self->session);
    self->session = g_object_ref (session);
  }
  if (mado_id_compare (self->entity, entity) != 0)
    turn_to (self, entity);
  load_again (self);
}

/**
 * mado_picture_pane_show_from:
 * @self: a pane that shows nothing yet
 * @session: a session
 * @entity: whose papers, as mado_picture_pane_show()
 * @shown: which of them is shown first
 */
void
mado_picture_pane_show_from (MadoPicturePane *self, MadoSession *session, MadoId entity, guint shown)
{
  turn_to (self, entity);
  self->shown = shown;
  mado_picture_pane_show (self, session, entity);
}

/**
 * mado_picture_pane_show_papers:
 * @self: a pane
 * @papers: (element-type MadoCasePaper): that are no case's yet; at least one
 * @shown: which of them is shown
 */
void
mado_picture_pane_show_papers (MadoPicturePane *self, GPtrArray *papers, guint shown)
{
  stop_loading (self);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  self->papers = g_ptr_array_ref (papers);
  gtk_stack_set_visible_child_name (self->stack, "content");
  show_paper (self, MIN (shown, papers->len - 1));
}

/**
 * mado_picture_pane_get_shown:
 * @self: a pane with papers
 *
 * Returns: which of them is shown
 */
guint
mado_picture_pane_get_shown (MadoPicturePane *self)
{
  return self->shown;
}

/**
 * mado_picture_pane_name:
 * @self: a pane with papers
 *
 * What can be read off the paper that is shown is another item now.
 */
void
mado_picture_pane_name (MadoPicturePane *self)
{
  name_page (self);
}

/* --- covering ----------------------------------------------------------------------------------------------------- */

/**
 * mado_picture_pane_let_mask:
 * @self: a pane
 * @may_mask: whether somebody may cover places of the papers
 */
void
mado_picture_pane_let_mask (MadoPicturePane *self, gboolean may_mask)
{
  self->may_mask = may_mask;
  if (self->papers != NULL && self->papers->len > 0)
    offer_mask (self);
  if (!may_mask)
    gtk_toggle_button_set_active (self->mask, FALSE);
}

static void
marked_cb (MadoPictureView *view, MadoPicturePane *self)
{
  gtk_widget_set_sensitive (self->cover, mado_picture_view_get_marks (view)->len > 0);
}

static void
mask_toggled_cb (GtkToggleButton *button, MadoPicturePane *self)
{
  show_masking (self);
}

typedef struct {
  MadoPicturePane *pane;
  MadoCasePaper paper;
} Masking;

static void
covered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Masking *masking = data;
  g_autoptr (MadoPicturePane) self = masking->pane;
  g_autoptr (GBytes) png = mado_picture_mask_finish (result, NULL); /* it cannot fail */

  gtk_widget_set_sensitive (self->masking, TRUE);
  gtk_toggle_button_set_active (self->mask, FALSE);
  g_signal_emit (self, masked_signal, 0, &masking->paper, png);
  g_bytes_unref (masking->paper.file);
  g_free (masking);
}

static void
ask_to_cover (MadoPicturePane *self, const MadoCasePaper *paper)
{
  mado_paper_cover_ask (GTK_WIDGET (self), &(const MadoPaperCover) {
                                               .session = self->session,
                                               .entity = self->entity,
                                               .paper = paper,
                                               .picture = self->texture,
                                               .places = mado_picture_view_get_marks (self->view),
                                           });
}

static void
cover_cb (GtkButton *button, MadoPicturePane *self)
{
  const MadoCasePaper *paper = g_ptr_array_index (self->papers, self->shown);
  Masking *masking;

  if (!can_mask (self))
    return;
  if (self->session != NULL) {
    ask_to_cover (self, paper);
    return;
  }
  masking = g_new0 (Masking, 1);
  masking->pane = g_object_ref (self);
  masking->paper = *paper;
  g_bytes_ref (masking->paper.file);
  gtk_widget_set_sensitive (self->masking, FALSE);
  mado_picture_mask_async (self->texture, mado_picture_view_get_marks (self->view), NULL, covered_cb, masking);
}

/* --- leafing ------------------------------------------------------------------------------------------------------ */

/* Through the pages of a paper, and on to the next paper. */
static void
leaf_through (MadoPicturePane *self, int direction)
{
  gint64 page = (gint64) self->page + direction, paper = (gint64) self->shown + direction;

  if (page >= 0 && page < self->n_pages) {
    self->page = (guint) page;
    show_page (self);
  } else if (paper >= 0 && paper < self->papers->len) {
    show_paper (self, (guint) paper);
  }
}

static void
leaf_on (MadoPicturePane *self)
{
  leaf_through (self, 1);
}

static void
leaf_back (MadoPicturePane *self)
{
  leaf_through (self, -1);
}

static void
zoom (MadoPicturePane *self, double factor)
{
  mado_picture_view_zoom (self->view, factor);
  mado_paper_jump_note_zoom (self->jump);
}

static void
zoom_in (MadoPicturePane *self)
{
  zoom (self, STEP);
}

static void
zoom_out (MadoPicturePane *self)
{
  zoom (self, 1 / STEP);
}

static void
zoom_fit (MadoPicturePane *self)
{
  zoom (self, MADO_PICTURE_VIEW_FIT);
}

static void
turn_right (MadoPicturePane *self)
{
  mado_picture_view_turn (self->view, 1);
}

static void
turn_left (MadoPicturePane *self)
{
  mado_picture_view_turn (self->view, -1);
}

static void
begin_cover (MadoPicturePane *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->mask)))
    gtk_toggle_button_set_active (self->mask, !gtk_toggle_button_get_active (self->mask));
}

/**
 * mado_picture_pane_do:
 * @self: a pane
 * @step: the name of an action: what to do with what is shown; nothing where there is nothing
 */
void
mado_picture_pane_do (MadoPicturePane *self, const char *step)
{
  static const struct {
    const char *name;
    void (*take) (MadoPicturePane *self);
  } steps[] = {
    { "next-paper", leaf_on }, { "previous-paper", leaf_back }, { "zoom-in", zoom_in },     { "zoom-out", zoom_out },
    { "zoom-fit", zoom_fit },  { "turn-right", turn_right },    { "turn-left", turn_left }, { "cover", begin_cover },
  };

  for (gsize i = 0; self->papers != NULL && self->papers->len > 0 && i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].name, step))
      steps[i].take (self);
}

static void
action_cb (GSimpleAction *action, GVariant *unused, gpointer pane)
{
  mado_picture_pane_do (pane, g_action_get_name (G_ACTION (action)));
}

/**
 * mado_picture_pane_stand_alone:
 * @self: a pane that is on no page that knows of papers, as in a dialog
 *
 * Its buttons do what they say by themselves.
 */
void
mado_picture_pane_stand_alone (MadoPicturePane *self)
{
  static const GActionEntry entries[] = {
    { .name = "next-paper", .activate = action_cb }, { .name = "previous-paper", .activate = action_cb },
    { .name = "zoom-in", .activate = action_cb },    { .name = "zoom-out", .activate = action_cb },
    { .name = "zoom-fit", .activate = action_cb },   { .name = "turn-right", .activate = action_cb },
    { .name = "turn-left", .activate = action_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (group));
}

/**
 * mado_picture_pane_show_item:
 * @self: a pane
 * @item: an item that somebody looks at
 *
 * Shows the paper off which it is read, and of the paper the place where it was read before, if any is known.
 */
void
mado_picture_pane_show_item (MadoPicturePane *self, const MadoItem *item)
{
  self->item = item;
  if (self->papers == NULL || self->papers->len == 0)
    return;
  if (get_item (self, self->shown) != item)
    for (guint i = 0; i < self->papers->len; i++)
      if (get_item (self, i) == item) {
        show_paper (self, i);
        break;
      }
  lead (self);
}

/* Keys of the paper itself, while it has the focus. */
static gboolean
page_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, MadoPicturePane *self)
{
  gboolean is_page =
      (key == GDK_KEY_Page_Down || key == GDK_KEY_Page_Up) && (state & gtk_accelerator_get_default_mod_mask ()) == 0;

  if (is_page && self->papers != NULL && self->papers->len > 0)
    leaf_through (self, key == GDK_KEY_Page_Down ? 1 : -1);

  return is_page;
}

static void
mado_picture_pane_dispose (GObject *object)
{
  MadoPicturePane *self = MADO_PICTURE_PANE (object);

  stop (&self->decoding);
  stop_loading (self);
  if (self->jump != NULL)
    mado_paper_jump_leave (self->jump);
  g_clear_object (&self->jump);
  adw_bin_set_child (ADW_BIN (self), NULL); /* it is of the template, too, and must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_PICTURE_PANE);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_clear_object (&self->texture);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_picture_pane_parent_class)->dispose (object);
}

static void
mado_picture_pane_class_init (MadoPicturePaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_picture_pane_dispose;
  masked_signal = g_signal_new ("masked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BYTES);
  turned_signal =
      g_signal_new ("turned", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MADO_TYPE_PICTURE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-picture-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, empty);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, sheet);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, fault);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, view);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, position);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, leaf);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, retry);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, fetch_again);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, mask);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, masking);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, mask_hint);
  gtk_widget_class_bind_template_child (widget_class, MadoPicturePane, cover);
  gtk_widget_class_bind_template_callback (widget_class, load_again);
  gtk_widget_class_bind_template_callback (widget_class, marked_cb);
  gtk_widget_class_bind_template_callback (widget_class, mask_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, cover_cb);
}

static void
mado_picture_pane_init (MadoPicturePane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->jump = mado_paper_jump_new (self->view, self->scroller);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (page_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
