"""Rules over more than one table, kept by the database in a trigger, and named like every constraint."""

from django.core.exceptions import ValidationError
from django.db.models.constraints import BaseConstraint

from toolbox.accounts.access import State, is_within


class TriggerConstraint(BaseConstraint):
    """A constraint that is a trigger: its function has the constraint's name and raises check_violation.

    What an editor reads is its `default_violation_error_message`.
    """

    def triggers(self, model):
        """[(table, argument)]: where the trigger stands; the function reads the argument as TG_ARGV[0]."""
        return [(model._meta.db_table, "row")]

    def lock_sql(self, model):
        """A statement that comes before the condition: it locks what the condition reads."""
        return ""

    def broken_sql(self, model):
        """The condition on NEW and TG_ARGV that is refused."""
        raise NotImplementedError

    def constraint_sql(self, model, schema_editor):
        """A trigger cannot stand inside CREATE TABLE: it follows."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model, schema_editor):
        """The function and its triggers."""
        triggers = "".join(
            f"""
            CREATE CONSTRAINT TRIGGER "{self.name}" AFTER INSERT OR UPDATE ON "{table}"
            DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION "{self.name}"('{argument}');"""
            for table, argument in self.triggers(model)
        )
        return f"""
            CREATE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                {self.lock_sql(model)}
                IF {self.broken_sql(model).strip()} THEN
                    RAISE EXCEPTION 'broken rule: {self.name}'
                        USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}';
                END IF;
                RETURN NULL;
            END $$;{triggers}"""

    def remove_sql(self, model, schema_editor):
        """The function; its triggers go with it."""
        return f'DROP FUNCTION "{self.name}"() CASCADE'

    def validate(self, model, instance, exclude=None, using=None):
        """A form says it in clean(), next to the field."""

    def __eq__(self, other):
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()

    def __hash__(self):
        return hash((type(self), self.name))


class PublishedWithin(TriggerConstraint):
    """`PublishedWithin("approach", name=…)`: what is published lies within a published parent, for its readers."""

    default_violation_error_message = "Dit hoort bij iets dat niet op de site staat voor dezelfde lezers."

    def __init__(self, parent, *, name):
        super().__init__(name=name)
        self.parent = parent

    def deconstruct(self):
        """For migrations."""
        path, args, options = super().deconstruct()
        return path, (self.parent,), options

    def triggers(self, model):
        """On the child and on the parent: either may break it."""
        parent = model._meta.get_field(self.parent).related_model
        return [(model._meta.db_table, "child"), (parent._meta.db_table, "parent")]

    def lock_sql(self, model):
        """The parent stays as it is until the child's transaction ends: two editors cannot pass each other."""
        field = model._meta.get_field(self.parent)
        parent = f'(SELECT c."{field.column}" FROM "{model._meta.db_table}" c WHERE c.id = NEW.id)'
        return f"""
                IF TG_ARGV[0] = 'child' AND NEW.state = '{State.PUBLISHED}' THEN
                    PERFORM 1 FROM "{field.related_model._meta.db_table}" WHERE id = {parent} FOR SHARE;
                END IF;"""

    def broken_sql(self, model):
        """A published child whose parent is not published, is published later, or has other readers."""
        field = model._meta.get_field(self.parent)
        return f"""
            EXISTS (SELECT 1 FROM "{model._meta.db_table}" c
                JOIN "{field.related_model._meta.db_table}" p ON p.id = c."{field.column}"
                WHERE NEW.id = CASE TG_ARGV[0] WHEN 'child' THEN c.id ELSE p.id END
                AND c.state = '{State.PUBLISHED}' AND NOT (p.state = '{State.PUBLISHED}'
                    AND p.published_at <= c.published_at
                    AND (p.readers_id IS NULL OR p.readers_id IS NOT DISTINCT FROM c.readers_id)))
        """

    def validate(self, model, instance, exclude=None, using=None):
        """Raises ValidationError at the field when a published record would leave its parent's readers."""
        parent = getattr(instance, self.parent, None)
        if instance.state == State.PUBLISHED and parent is not None and not is_within(instance, parent):
            message = self.refusal(instance, parent)
            raise ValidationError(message if self.parent in (exclude or ()) else {self.parent: message})

    def refusal(self, child, parent):
        """What an editor reads."""
        kind = parent._meta.verbose_name
        return (
            f"De {kind} ‘{parent}’ staat niet op de site voor dezelfde lezers. "
            f"Publiceer eerst de {kind}, of kies hier dezelfde lezers."
        )
