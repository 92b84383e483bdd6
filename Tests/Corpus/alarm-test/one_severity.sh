# Only the page of an SLO that goes elsewhere, only the ticket of one without an owner.
slogen alarm-test pages/search --specs exceptions.slo --severity page
slogen alarm-test jobs/availability --specs exceptions.slo --severity ticket
